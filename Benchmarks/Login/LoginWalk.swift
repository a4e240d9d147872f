import AsyncHTTPClient
import EIDJOSE
import EIDJSON
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// One login from `/authorize` to `/userinfo`, with a stopwatch on each answer of the broker.
struct LoginWalk: Sendable {
    /// How long the broker took for each of its four answers.
    struct Times: Sendable {
        var authorize = Duration.zero
        /// Without what the upstream took meanwhile.
        var callback = Duration.zero
        var token = Duration.zero
        var userInfo = Duration.zero
        var total: Duration { authorize + callback + token + userInfo }
    }

    private struct Answer {
        let status: HTTPResponseStatus
        let headers: HTTPHeaders
        let body: [UInt8]
    }

    let stack: LoginStack
    let client: HTTPClient
    private let verifier = SecureRandom.token(32)
    private let state = SecureRandom.token(16)
    private let nonce = SecureRandom.token(16)
    private let clock = ContinuousClock()

    init(stack: LoginStack, client: HTTPClient) {
        self.stack = stack
        self.client = client
    }

    /// Walks the whole login; throws on every answer that is not as it should be.
    func run() async throws -> Times {
        var times = Times()
        let begun = try await begin(&times)
        let atUpstream = try await follow(begun.location)
        let back = try await follow(atUpstream)
        let code = try await comeBack(to: back, cookie: begun.cookie, &times)
        let accessToken = try await redeem(code, &times)
        try await readUserInfo(accessToken, &times)
        return times
    }

    /// Only the first step: the transaction stays pending.
    func begin() async throws {
        var times = Times()
        _ = try await begin(&times)
    }

    private func begin(_ times: inout Times) async throws -> (location: String, cookie: String) {
        let query = Self.encoded([
            ("client_id", StackFiles.clientID), ("redirect_uri", StackFiles.redirectURI), ("response_type", "code"),
            ("scope", "openid profile email phone address"), ("state", state), ("nonce", nonce),
            ("code_challenge", Base64URL.encode(SHA256.digest(verifier))), ("code_challenge_method", "S256"),
        ])
        let (answer, time) = try await timed(HTTPClientRequest(url: "\(stack.issuer)/authorize?\(query)"))
        times.authorize = time
        guard let cookie = answer.headers.first(name: "Set-Cookie")?.prefix(while: { $0 != ";" }) else {
            throw BenchmarkFailure("/authorize answered \(answer.status) without a cookie")
        }
        return (try location(answer, "/authorize"), String(cookie))
    }

    /// What the browser does at the upstream.
    private func follow(_ url: String) async throws -> String {
        let (answer, _) = try await timed(HTTPClientRequest(url: url))
        let location = try location(answer, "the upstream")
        guard location.hasPrefix("/") else { return location }
        return "http://127.0.0.1:\(stack.files.simulatorPort)\(location)"
    }

    private func comeBack(to url: String, cookie: String, _ times: inout Times) async throws -> String {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Cookie", value: cookie)
        let (answer, time) = try await timed(request)
        let upstream = stack.upstream.wait(for: try Self.parameter("code", of: url))
        times.callback = max(.zero, time - upstream)
        let location = try location(answer, "/callback")
        guard try Self.parameter("state", of: location) == state else { throw BenchmarkFailure("state is lost") }
        return try Self.parameter("code", of: location)
    }

    private func redeem(_ code: String, _ times: inout Times) async throws -> String {
        var request = HTTPClientRequest(url: "\(stack.issuer)/token")
        request.method = .POST
        let credentials = Data("\(StackFiles.clientID):\(stack.files.clientSecret)".utf8).base64EncodedString()
        request.headers.add(name: "Authorization", value: "Basic \(credentials)")
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        let form = Self.encoded([
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", StackFiles.redirectURI),
            ("code_verifier", verifier),
        ])
        request.body = .bytes(ByteBuffer(string: form))
        let (answer, time) = try await timed(request)
        times.token = time
        let json = try self.json(answer, "/token")
        guard json["id_token"]?.string != nil, let token = json["access_token"]?.string else {
            throw BenchmarkFailure("/token gave no tokens")
        }
        return token
    }

    private func readUserInfo(_ token: String, _ times: inout Times) async throws {
        var request = HTTPClientRequest(url: "\(stack.issuer)/userinfo")
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        let (answer, time) = try await timed(request)
        times.userInfo = time
        guard try json(answer, "/userinfo")["email"]?.string == "lotte@example.com" else {
            throw BenchmarkFailure("/userinfo lacks a claim")
        }
    }

    /// Sends a request and reads the whole answer, without which the connection could not be used again.
    private func timed(_ request: HTTPClientRequest) async throws -> (Answer, Duration) {
        let start = clock.now
        let answer = try await client.execute(request, timeout: .seconds(30))
        let body = try await answer.body.collect(upTo: 1 << 20)
        let time = clock.now - start
        return (Answer(status: answer.status, headers: answer.headers, body: Array(body.readableBytesView)), time)
    }

    private func location(_ answer: Answer, _ place: String) throws -> String {
        guard let location = answer.headers.first(name: "Location") else {
            throw BenchmarkFailure("\(place) answered \(answer.status) without a location")
        }
        return location
    }

    private func json(_ answer: Answer, _ place: String) throws -> JSONValue {
        guard answer.status == .ok else { throw BenchmarkFailure("\(place) answered \(answer.status)") }
        return try JSONValue.parse(answer.body)
    }

    private static func parameter(_ name: String, of url: String) throws -> String {
        let query = url.drop { $0 != "?" }.dropFirst()
        guard let pair = query.split(separator: "&").first(where: { $0.hasPrefix("\(name)=") }) else {
            throw BenchmarkFailure("no \(name) in an answer: \(url.prefix { $0 != "?" })")
        }
        return String(pair.dropFirst(name.count + 1))
    }

    private static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { name, value in
            let text = value.utf8.map { byte -> String in
                let isPlain = byte < 128 && (Character(UnicodeScalar(byte)).isLetter || (48...57).contains(byte))
                if isPlain || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(byte) {
                    return String(UnicodeScalar(byte))
                }
                return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
            return "\(name)=\(text.joined())"
        }.joined(separator: "&")
    }
}
