import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// A place that an answer may be sent to; only a registered client's redirect URI becomes one.
struct RedirectTarget: Sendable {
    private let uri: String
    private let state: String?
    private let issuer: String
    private let mode: ResponseMode

    /// `nil` unless the URI is registered, byte for byte (RFC 9700 §4.1.3) but for the port of an app on loopback.
    init?(_ uri: String, of client: Client, state: String?, issuer: String, mode: ResponseMode = .query) {
        guard client.redirectURIs.contains(where: { $0.sameBytes(as: uri) || Self.isOnAnyPort(uri, $0) }) else {
            return nil
        }
        self.uri = uri
        self.state = state
        self.issuer = issuer
        self.mode = mode
    }

    /// Loopback addresses of which a native app takes whatever port is free (RFC 8252 §7.3); `localhost` could be another
    /// machine (§8.3).
    private static let loopback = ["http://127.0.0.1", "http://[::1]"]

    /// Whether an address is one that was registered without a port, with any port.
    private static func isOnAnyPort(_ uri: String, _ registered: String) -> Bool {
        for origin in loopback where registered.utf8.starts(with: (origin + "/").utf8) {
            guard uri.utf8.starts(with: (origin + ":").utf8) else { return false }
            let digits = uri.utf8.dropFirst(origin.utf8.count + 1).prefix { (0x30...0x39).contains($0) }
            guard digits.first != 0x30, let port = Int(Substring(digits)), port <= 65_535 else { return false }
            return (origin + ":\(port)" + registered.dropFirst(origin.count)).sameBytes(as: uri)
        }
        return false
    }

    /// What an answer may add to a redirect URI.
    static let parameters = ["code", "state", "iss", "error", "error_description"]

    /// Brings a code to the client.
    func answer(code: String, cookie: FlowCookie?) -> FlowAnswer { answer([("code", code)], cookie) }

    /// Brings an error to the client.
    func answer(error: OAuthError, cookie: FlowCookie?) -> FlowAnswer {
        answer([("error", error.code.rawValue), ("error_description", error.description)], cookie)
    }

    // RFC 9207 §2: `iss` is in every answer, errors included.
    private func answer(_ parameters: [(String, String)], _ cookie: FlowCookie?) -> FlowAnswer {
        var all = parameters
        if let state { all.append(("state", state)) }
        all.append(("iss", issuer))
        // An app with a scheme of its own gets no forms.
        guard mode == .form, let url = URL(string: uri), ["https", "http"].contains(url.scheme?.lowercased() ?? "")
        else {
            return .redirect(to: Self.address(uri, adding: all), cookie: cookie)
        }
        return .formPost(to: url, fields: all.map { FormField(name: $0, value: $1) }, cookie: cookie)
    }

    /// An address with parameters behind those that it has.
    static func address(_ uri: String, adding parameters: [(String, String)]) -> String {
        let query = parameters.map { "\($0)=\(PercentEncoding.escaped($1))" }.joined(separator: "&")
        if uri.utf8.last == UInt8(ascii: "?") || uri.utf8.last == UInt8(ascii: "&") { return uri + query }
        return uri + (uri.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + query
    }
}
