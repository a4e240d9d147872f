import EIDJOSE
import EIDJSON
public import EIDMethod
public import FoundationEssentials

/// One upstream that speaks OpenID Connect, as a provider uses it: send the person there, redeem what comes back.
///
/// A value over shared caches: copies share the discovery document and the keys. Nothing is fetched before it is needed.
///
/// ```
/// begin    newBinding          nonce and PKCE verifier, kept in the provider's state
///          authorizationURL    discovery, once → request, plain or as an object, pushed or not → the browser goes
/// resume   redeem              state → iss → error or code → token endpoint
///                              → decrypt, require a signature, verify → claims against the binding
///          userInfo            the same checks, for the same subject
///          resource            what a claim points to, at the upstream only
/// ```
public struct OIDCUpstream: Sendable {
    package let registration: UpstreamRegistration
    let services: MethodServices
    let call: UpstreamCall
    let directory: UpstreamDirectory

    /// Prepares for an upstream; an unguarded transport is held to https.
    public init(registration: UpstreamRegistration, services: MethodServices) {
        self.registration = registration
        self.services = services
        call = UpstreamCall(services.http)
        directory = UpstreamDirectory(
            registration: registration,
            call: call,
            clock: services.clock,
            log: services.log
        )
    }

    /// New randomness for one transaction.
    ///
    /// With a commitment (`MethodRequest.commitment`) the nonce is the base64url SHA-256 of a random salt followed by it,
    /// so that the ID token, which repeats the nonce under the upstream's signature, commits to it too; what is redeemed
    /// with such a binding carries evidence.
    public func newBinding(redirectURI: URL, committingTo commitment: Data? = nil) -> AuthorizationBinding {
        let salt = commitment.map { _ in services.random.bytes(32) }
        let committed = salt.map { Base64URL.encode(SHA256.digest($0 + (commitment ?? Data()))) }
        return AuthorizationBinding(
            nonce: committed ?? services.random.token(),
            nonceSalt: salt.map { Data($0) },
            begun: services.clock.seconds,
            codeVerifier: services.random.token(),
            redirectURI: redirectURI,
            issuer: registration.issuer.absoluteString
        )
    }

    /// Where the browser goes: the upstream's authorization endpoint with the request, or a reference to it, in its query.
    public func authorizationURL(
        _ parameters: AuthorizationParameters,
        binding: AuthorizationBinding
    ) async throws(MethodError) -> URL {
        let request = try AuthorizationRequest(parameters, binding: binding, clientID: registration.clientID)
        let metadata = try await directory.metadata()
        let endpoint = metadata.authorizationEndpoint
        var fields = request.fields
        if let profile = registration.requestObject {
            fields = request.fieldsBesideObject + [("request", try await requestObject(request, profile))]
        }
        if registration.pushesRequests { fields = try await pushed(fields, at: metadata) }
        let separator = endpoint.query == nil ? "?" : "&"
        guard let url = URL(string: endpoint.absoluteString + separator + FormEncoding.encode(fields)) else {
            throw MethodError(.misconfigured, "the authorization request cannot be written as a URL")
        }
        return url
    }

    private func requestObject(
        _ request: AuthorizationRequest,
        _ profile: RequestObjectProfile
    ) async throws(MethodError) -> String {
        let writer = RequestObject(
            profile: profile,
            issuer: registration.issuer.absoluteString,
            clientID: registration.clientID,
            keyring: services.keyring
        )
        let signed = try await writer.signed(request, now: services.clock.seconds, id: services.random.token())
        guard let encryption = profile.encryption else { return signed }
        let sealed = try await directory.withKeys { keys in writer.sealed(signed, to: keys, encryption) }
        guard let sealed else {
            throw MethodError(.misconfigured, "the upstream publishes no key to encrypt request objects to")
        }
        return sealed
    }
}
