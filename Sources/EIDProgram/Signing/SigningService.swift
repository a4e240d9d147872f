import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials

/// The broker's signing API as a client calls it.
struct SigningService {
    let base: URL
    let transport: any HTTPTransport
    private let authorization: String

    /// Gets a token for the client itself.
    init(base: URL, client: String, secret: String, transport: any HTTPTransport) async throws {
        self.base = base
        self.transport = transport
        let pair = "\(PercentEncoding.escaped(client)):\(PercentEncoding.escaped(secret))"
        let request = HTTPRequest(
            .post,
            try Self.address("token", at: base),
            headers: [
                ("Authorization", "Basic \(Base64.encode(Array(pair.utf8)))"),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ],
            body: Array("grant_type=client_credentials&scope=signing".utf8)
        )
        let answer = try Self.json(try await transport.send(request), expecting: 200)
        authorization = "Bearer \(try answer.requireString("access_token"))"
    }

    /// Uploads a document and says by what name the broker knows it.
    func upload(_ bytes: [UInt8], name: String, mediaType: String) async throws -> String {
        let path = "signing/documents?\(FormEncoding.encode([("name", name)]))"
        return try await call(.post, path, body: bytes, type: mediaType, expecting: 201).requireString("id")
    }

    /// Orders a signing and says its name and where the person goes.
    func create(_ order: JSON) async throws -> (id: String, signURL: String) {
        let answer = try await call(
            .post,
            "signing/transactions",
            body: order.serialized(),
            type: "application/json",
            expecting: 201
        )
        return (try answer.requireString("id"), try answer.requireString("sign_url"))
    }

    /// Where the signing stands.
    func status(_ id: String) async throws -> JSONValue {
        try await call(.get, "signing/transactions/\(id)", expecting: 200)
    }

    /// A result of a signing.
    func download(_ path: String) async throws -> [UInt8] {
        let answer = try await send(.get, path)
        guard answer.status == 200 else { throw Self.trouble(answer) }
        return answer.body
    }

    private func call(
        _ verb: HTTPRequest.Verb,
        _ path: String,
        body: [UInt8] = [],
        type: String? = nil,
        expecting status: Int
    ) async throws -> JSONValue {
        try Self.json(try await send(verb, path, body: body, type: type), expecting: status)
    }

    private func send(
        _ verb: HTTPRequest.Verb,
        _ path: String,
        body: [UInt8] = [],
        type: String? = nil
    ) async throws -> HTTPResponse {
        var headers = [(name: "Authorization", value: authorization)]
        if let type { headers.append(("Content-Type", type)) }
        let limits = HTTPLimits(time: .seconds(120), bodyBytes: 512 << 20)
        let url = try Self.address(path, at: base)
        return try await transport.send(HTTPRequest(verb, url, headers: headers, body: body, limits: limits))
    }

    /// An address below the broker's own, which may have a path.
    private static func address(_ path: String, at base: URL) throws -> URL {
        let start = base.absoluteString
        guard let url = URL(string: start + (start.hasSuffix("/") ? "" : "/") + path) else {
            throw SigningTrouble("\(path) is no address.")
        }
        return url
    }

    private static func json(_ answer: HTTPResponse, expecting status: Int) throws -> JSONValue {
        guard answer.status == status else { throw trouble(answer) }
        return try JSONValue.parse(answer.body, limits: JSONLimits(maximumBytes: 1 << 20))
    }

    /// The broker's own words.
    private static func trouble(_ answer: HTTPResponse) -> SigningTrouble {
        guard let json = try? JSONValue.parse(answer.body), let code = json["error"]?.string else {
            return SigningTrouble("The broker answers with status \(answer.status).")
        }
        return SigningTrouble([code, json["error_description"]?.string].compactMap { $0 }.joined(separator: ": "))
    }
}
