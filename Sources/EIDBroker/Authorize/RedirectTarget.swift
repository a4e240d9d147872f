import EIDJOSE
import EIDJSON

/// A place that an answer may be sent to; only a registered client's redirect URI becomes one.
struct RedirectTarget: Sendable {
    private let uri: String
    private let state: String?
    private let issuer: String

    /// `nil` unless the URI is registered, byte for byte (RFC 9700 §4.1.3).
    init?(_ uri: String, of client: Client, state: String?, issuer: String) {
        guard client.redirectURIs.contains(where: { $0.sameBytes(as: uri) }) else { return nil }
        self.uri = uri
        self.state = state
        self.issuer = issuer
    }

    /// What an answer may add to a redirect URI.
    static let parameters = ["code", "state", "iss", "error", "error_description"]

    /// Where to send a code.
    func location(code: String) -> String { location([("code", code)]) }

    /// Where to send an error.
    func location(error: OAuthError) -> String {
        location([("error", error.code.rawValue), ("error_description", error.description)])
    }

    // RFC 9207 §2: `iss` is in every answer, errors included.
    private func location(_ parameters: [(String, String)]) -> String {
        var all = parameters
        if let state { all.append(("state", state)) }
        all.append(("iss", issuer))
        return Self.address(uri, adding: all)
    }

    /// An address with parameters behind those that it has.
    static func address(_ uri: String, adding parameters: [(String, String)]) -> String {
        let query = parameters.map { "\($0)=\(PercentEncoding.escaped($1))" }.joined(separator: "&")
        if uri.utf8.last == UInt8(ascii: "?") || uri.utf8.last == UInt8(ascii: "&") { return uri + query }
        return uri + (uri.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + query
    }
}
