import EIDMethod
import EIDSignature
import FoundationEssentials

/// The revocation lists of issuers, each fetched once however many sign-ins ask, and kept for a while.
///
/// A list is verified before it is kept: one that somebody put in its place would stay otherwise.
struct StatusLists: Sendable {
    private let kept = SharedAnswers<RevocationList, MethodError>(capacity: 8)

    /// Lists announce the next one for half a day or more; a person who was revoked meanwhile should not wait for that.
    private static let longestKept: TimeInterval = 3600
    private static let limits = HTTPLimits(time: .seconds(5), bodyBytes: 5 * 1024 * 1024)

    /// An issuer's list at an address that one of its certificates names.
    func list(
        at url: URL,
        of issuer: Certificate,
        services: MethodServices
    ) async throws(MethodError) -> RevocationList {
        let now = services.clock.now
        return try await kept.value(for: issuer.fingerprint + Array(url.absoluteString.utf8), at: now) {
            do {
                // Nearly all lists are served by plain http; they are signed.
                let request = HTTPRequest(.get, url, limits: Self.limits, provesItself: true)
                let response = try await services.http.send(request)
                guard response.status == 200 else {
                    return .failure(MethodError(.unavailable, "the list's server answers \(response.status)"))
                }
                let list = try RevocationList(der: response.body)
                try list.verify(by: issuer)
                return .success(.init(value: list, until: min(list.nextUpdate, now + Self.longestKept)))
            } catch {
                return .failure(MethodError(.unavailable, "there is no list: \(error)", underlying: error))
            }
        }
    }
}
