import EIDJOSE
import EIDJSON

/// What a request says about the client that makes it, before anything is believed.
enum ClientCredentials: Sendable {
    case basic(id: String, secret: String)
    case post(id: String, secret: String)
    case assertion(id: String, token: String)
    case none(id: String)

    /// The client identifier claimed.
    var id: String {
        switch self {
        case .basic(let id, _), .post(let id, _), .assertion(let id, _), .none(let id): id
        }
    }

    /// Reads credentials; more than one kind in one request is refused (RFC 6749 §2.3).
    init(form: RequestParameters, authorization: String?) throws(BackchannelFailure) {
        let named = form["client_id"]
        let hasAssertion = form["client_assertion"] != nil || form["client_assertion_type"] != nil
        let ways = [authorization != nil, form["client_secret"] != nil, hasAssertion]
        guard ways.count(where: { $0 }) <= 1 else {
            throw .oauth(.init(.invalidRequest, "The request uses more than one client authentication."))
        }
        if let authorization {
            self = try Self.basic(authorization)
        } else if hasAssertion {
            self = try Self.assertion(form)
        } else if let id = named, let secret = form["client_secret"] {
            self = .post(id: id, secret: secret)
        } else if let id = named {
            self = .none(id: id)
        } else {
            throw .invalidClient(nil, .noCredentials)
        }
        guard named == nil || named.sameBytes(as: id) else {
            throw .oauth(.init(.invalidRequest, "client_id is not the client that authenticates."))
        }
    }

    private static func basic(_ header: String) throws(BackchannelFailure) -> ClientCredentials {
        let parts = header.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "basic", let bytes = Base64.decode(parts[1]),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        else { throw .invalidClient(nil, .unreadableCredentials) }
        // RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
        guard let id = try? RequestParameters.text(RequestParameters.decode(bytes[..<colon])),
            let secret = try? RequestParameters.text(RequestParameters.decode(bytes[colon...].dropFirst())),
            !id.isEmpty
        else { throw .invalidClient(nil, .unreadableCredentials) }
        return .basic(id: id, secret: secret)
    }

    private static func assertion(_ form: RequestParameters) throws(BackchannelFailure) -> ClientCredentials {
        let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        guard form["client_assertion_type"].sameBytes(as: type), let token = form["client_assertion"] else {
            throw .oauth(.init(.invalidRequest, "client_assertion and client_assertion_type do not fit together."))
        }
        // Only to find the registration; the signature is checked with its keys before anything is believed.
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= 8 * 1024, parts.count == 3, let payload = Base64URL.decode(parts[1]),
            let id = (try? JSONValue.parse(payload))?["sub"]?.string
        else { throw .invalidClient(nil, .malformedAssertion) }
        return .assertion(id: id, token: token)
    }
}
