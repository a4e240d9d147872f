import EIDJSON
import EIDMethod
import FoundationEssentials

/// What we use of an upstream's discovery document (OpenID Connect Discovery §3).
struct UpstreamMetadata: Sendable {
    let issuer: String
    let authorizationEndpoint: URL
    let tokenEndpoint: URL
    let userInfoEndpoint: URL?
    /// `pushed_authorization_request_endpoint` (RFC 9126 §5).
    let pushEndpoint: URL?
    /// `jwks_uri`; `nil` only where the registration has the keys.
    let keys: URL?
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
    ///
    /// - Parameter mutualTLS: whether our certificate is to be shown, which some upstreams ask for elsewhere
    ///   (RFC 8705 §5).
    init(
        _ document: JSONValue,
        issuer: URL,
        mutualTLS: Bool = false,
        allowing isAllowed: (URL) -> Bool
    ) throws(MethodError) {
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
        keys = try Self.endpoint("jwks_uri", in: document, isAllowed)
        let aliases = mutualTLS ? document["mtls_endpoint_aliases"] : nil
        func home(of name: String) -> JSONValue { aliases?[name] == nil ? document : aliases ?? document }
        tokenEndpoint = try Self.endpoint("token_endpoint", in: home(of: "token_endpoint"), isAllowed)
        userInfoEndpoint = try Self.optional("userinfo_endpoint", in: home(of: "userinfo_endpoint"), isAllowed)
        let push = "pushed_authorization_request_endpoint"
        pushEndpoint = try Self.optional(push, in: home(of: push), isAllowed)
    }

    /// Takes addresses that were agreed on; refuses those that the transport would not call.
    init(_ endpoints: UpstreamEndpoints, issuer: URL, allowing isAllowed: (URL) -> Bool) throws(MethodError) {
        self.issuer = issuer.absoluteString
        authorizationEndpoint = endpoints.authorization
        tokenEndpoint = endpoints.token
        userInfoEndpoint = endpoints.userInfo
        pushEndpoint = endpoints.pushedRequests
        keys = endpoints.keys
        announcesIssuer = endpoints.announcesIssuer
        let all = [authorizationEndpoint, tokenEndpoint, userInfoEndpoint, pushEndpoint, keys].compactMap(\.self)
        guard all.allSatisfy(isAllowed) else {
            throw MethodError(.misconfigured, "an address of the upstream is not an https URL")
        }
    }

    /// Whether a URL is on a host, scheme and port where this upstream gets our tokens anyway; where it keeps its public
    /// keys is not one of those.
    func isHome(of url: URL) -> Bool {
        guard let origin = Origin(url) else { return false }
        let known = [authorizationEndpoint, tokenEndpoint] + [userInfoEndpoint, URL(string: issuer)].compactMap { $0 }
        return known.contains { Origin($0) == origin }
    }

    private static func optional(
        _ name: String,
        in document: JSONValue,
        _ isAllowed: (URL) -> Bool
    ) throws(MethodError) -> URL? {
        document[name] == nil ? nil : try endpoint(name, in: document, isAllowed)
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
