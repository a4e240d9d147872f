import EIDJSON
import EIDMethod
import FoundationEssentials

/// What we use of an upstream's discovery document (OpenID Connect Discovery §3).
struct UpstreamMetadata: Sendable {
    let issuer: String
    let authorizationEndpoint: URL
    let tokenEndpoint: URL
    let userInfoEndpoint: URL?
    let keys: URL
    /// `authorization_response_iss_parameter_supported` (RFC 9207 §3).
    let announcesIssuer: Bool

    /// Where the document of an issuer is; `nil` when the issuer cannot be one.
    static func location(issuer: URL) -> URL? {
        var text = issuer.absoluteString
        guard issuer.query == nil, issuer.fragment == nil else { return nil }
        // Discovery §4.1: a terminating slash goes before the path is appended.
        if text.hasSuffix("/") { text.removeLast() }
        return URL(string: text + "/.well-known/openid-configuration")
    }

    /// Reads a document; refuses one of another issuer, and endpoints that the transport would not call.
    init(_ document: JSONValue, issuer: URL, allowing isAllowed: (URL) -> Bool) throws(MethodError) {
        self.issuer = issuer.absoluteString
        let named: String
        do throws(JSONError) {
            named = try document.requireString("issuer")
            announcesIssuer =
                try document.optionalBoolean("authorization_response_iss_parameter_supported") ?? false
        } catch { throw Self.malformed(error) }
        guard named.sameBytes(as: self.issuer) else {
            throw MethodError(.untrusted, "the discovery document names another issuer than the one configured")
        }
        authorizationEndpoint = try Self.endpoint("authorization_endpoint", in: document, isAllowed)
        tokenEndpoint = try Self.endpoint("token_endpoint", in: document, isAllowed)
        keys = try Self.endpoint("jwks_uri", in: document, isAllowed)
        userInfoEndpoint =
            document["userinfo_endpoint"] == nil
            ? nil : try Self.endpoint("userinfo_endpoint", in: document, isAllowed)
    }

    /// Whether a URL is on a host, scheme and port where this upstream gets our tokens anyway; where it keeps its public
    /// keys is not one of those.
    func isHome(of url: URL) -> Bool {
        guard let origin = Origin(url) else { return false }
        let known = [authorizationEndpoint, tokenEndpoint] + [userInfoEndpoint, URL(string: issuer)].compactMap { $0 }
        return known.contains { Origin($0) == origin }
    }

    private static func endpoint(
        _ name: String,
        in document: JSONValue,
        _ isAllowed: (URL) -> Bool
    ) throws(MethodError) -> URL {
        let text: String
        do throws(JSONError) { text = try document.requireString(name) } catch { throw malformed(error) }
        guard let url = URL(string: text), isAllowed(url) else {
            throw MethodError(.untrusted, "the discovery document's \(name) is not an https URL")
        }
        return url
    }

    private static func malformed(_ error: JSONError) -> MethodError {
        MethodError(.untrusted, "the discovery document is not one", underlying: error)
    }
}
