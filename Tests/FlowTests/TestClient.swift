import AsyncHTTPClient
import EIDJOSE
import EIDJSON
import FlowDriver
import Foundation
import NIOCore
import NIOHTTP1

/// A relying party in as few lines as the protocol allows.
struct TestClient: Sendable {
    let stack: FlowStack
    var id = "sample-shop"
    /// A public client has no secret; PKCE alone protects it.
    var isPublic = false
    var path = "/callback"
    let verifier = SecureRandom.token(32)
    let state = SecureRandom.token(16)
    let nonce = SecureRandom.token(16)

    var redirectURI: String { stack.clientOrigin + path }

    func authorizationURL(scope: String, _ extra: [(String, String)] = []) -> String {
        let challenge = Base64URL.encode(SHA256.digest(verifier))
        var items = [
            ("client_id", id), ("redirect_uri", redirectURI), ("response_type", "code"), ("scope", scope),
            ("state", state), ("nonce", nonce), ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ]
        items += extra
        return stack.issuer + "/authorize?" + Self.encoded(items)
    }

    /// Redeems a code; gives status and body.
    func redeem(_ code: String, verifier: String? = nil) async throws -> (status: Int, json: JSONValue) {
        try await post(
            "/token",
            [
                ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectURI),
                ("code_verifier", verifier ?? self.verifier),
            ]
        )
    }

    /// Gives an access token back.
    func revoke(_ token: String) async throws -> Int { try await post("/revoke", [("token", token)]).status }

    private func post(_ path: String, _ fields: [(String, String)]) async throws -> (status: Int, json: JSONValue) {
        var request = HTTPClientRequest(url: stack.issuer + path)
        request.method = .POST
        if !isPublic {
            let credentials = Base64.encode(Array("\(id):\(FlowStack.shopSecret)".utf8))
            request.headers.add(name: "Authorization", value: "Basic \(credentials)")
        }
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.body = .bytes(ByteBuffer(string: Self.encoded(fields + (isPublic ? [("client_id", id)] : []))))
        return try await send(request)
    }

    func userInfo(_ token: String) async throws -> (status: Int, json: JSONValue) {
        var request = HTTPClientRequest(url: stack.issuer + "/userinfo")
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        return try await send(request)
    }

    /// The claims of an ID token, verified with the broker's published keys.
    func claims(of idToken: String) async throws -> JSONValue {
        let keys = try await send(HTTPClientRequest(url: stack.issuer + "/jwks.json")).json
        let verifier = JWSVerifier(keys: try JWKSet(parsing: keys), algorithms: [.es256, .rs256])
        let claims = try JSONValue.parse(try verifier.verify(idToken).payload)
        guard claims["iss"]?.string == stack.issuer, claims["aud"]?.string == id, claims["nonce"]?.string == nonce
        else {
            throw FlowFailure("the ID token is not for this client")
        }
        return claims
    }

    /// The code that an answer brings, if it is an answer to this client's request.
    func code(in page: ScriptedBrowser.Page) throws -> String {
        guard page.query("state") == state, page.query("iss") == stack.issuer, let code = page.query("code") else {
            throw FlowFailure("no code: \(page.url) \(page.body.prefix(800))")
        }
        return code
    }

    /// Redeems a code and gives the access token.
    func accessToken(for code: String) async throws -> String {
        let answer = try await redeem(code)
        guard answer.status == 200, let token = answer.json["access_token"]?.string else {
            throw FlowFailure("no access token: \(answer.status)")
        }
        return token
    }

    /// Code, tokens and UserInfo in one go.
    func complete(_ page: ScriptedBrowser.Page) async throws -> (claims: JSONValue, userInfo: JSONValue) {
        let answer = try await redeem(try code(in: page))
        guard answer.status == 200, let idToken = answer.json["id_token"]?.string,
            let accessToken = answer.json["access_token"]?.string
        else { throw FlowFailure("no tokens: \(answer.status)") }
        let information = try await userInfo(accessToken)
        guard information.status == 200 else { throw FlowFailure("no user info: \(information.status)") }
        return (try await claims(of: idToken), information.json)
    }

    private func send(_ request: HTTPClientRequest) async throws -> (status: Int, json: JSONValue) {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 1 << 20)
        let json = try JSONValue.parse(
            body.readableBytes == 0 ? Array("{}".utf8) : Array(body.readableBytesView),
            limits: JSONLimits(maximumBytes: 1 << 20, maximumDepth: 16)
        )
        return (Int(response.status.code), json)
    }

    private static func encoded(_ items: [(String, String)]) -> String {
        var unreserved = CharacterSet.alphanumerics
        unreserved.insert(charactersIn: "-._~")
        return items.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "")"
        }.joined(separator: "&")
    }
}
