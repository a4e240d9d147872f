import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// The upstream's discovery document and keys, each fetched when first needed, unless the registration has them.
struct UpstreamDirectory: Sendable {
    private let metadataFetch: SharedFetch<UpstreamMetadata>
    private let keysFetch: SharedFetch<JWKSet>
    private let log: Logger
    /// Whether the keys are those of the registration, so that there are never newer ones.
    private let isFixed: Bool

    init(
        registration: UpstreamRegistration,
        call: UpstreamCall,
        clock: WallClock,
        log: Logger
    ) {
        let issuer = registration.issuer
        let limits = registration.limits
        let mutualTLS = registration.clientAuthentication.isMutualTLS
        let metadata = SharedFetch<UpstreamMetadata>(lifetime: limits.discoveryLifetime, clock: clock) {
            () async throws(MethodError) in
            if let endpoints = registration.endpoints {
                return try UpstreamMetadata(endpoints, issuer: issuer, allowing: call.http.allows)
            }
            guard let location = UpstreamMetadata.location(issuer: issuer) else {
                throw MethodError(.misconfigured, "the issuer has a query or a fragment")
            }
            let place = "the discovery document"
            let document = try await call.document(location, limits: limits.discovery, from: place)
            return try UpstreamMetadata(
                document,
                issuer: issuer,
                mutualTLS: mutualTLS,
                allowing: call.http.allows
            )
        }
        metadataFetch = metadata
        keysFetch = SharedFetch<JWKSet>(lifetime: limits.keysLifetime, pause: limits.keysPause, clock: clock) {
            () async throws(MethodError) in
            if let keys = registration.keys { return keys }
            let place = "the upstream's key set"
            guard let url = try await metadata.edition().value.keys else {
                throw MethodError(.misconfigured, "there is no address of \(place)")
            }
            let document = try await call.document(url, limits: limits.keys, from: place)
            do throws(JOSEError) {
                return try JWKSet(parsing: document, from: .publicOnly)
            } catch {
                throw MethodError(.untrusted, "\(place) is not one", underlying: error)
            }
        }
        self.log = log
        isFixed = registration.keys != nil
    }

    /// The discovery document.
    func metadata() async throws(MethodError) -> UpstreamMetadata { try await metadataFetch.edition().value }

    /// Does something with the keys, and once more with new ones if it answers `nil`; `nil` when those do not help or
    /// were asked for too recently.
    func withKeys<Result>(
        _ attempt: (JWKSet) throws(MethodError) -> Result?
    ) async throws(MethodError) -> Result? {
        let known = try await keysFetch.edition()
        if let result = try attempt(known.value) { return result }
        guard !isFixed else { return nil }
        guard let renewed = try await keysFetch.renewed(after: known.number) else {
            log.notice("an unknown key was asked for too soon after the last one")
            return nil
        }
        log.info("looked for an unknown key in the upstream's key set")
        return try attempt(renewed.value)
    }
}
