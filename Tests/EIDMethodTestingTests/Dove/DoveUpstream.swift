import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization

/// A toy upstream with toy signatures: a keyed checksum whose key anyone may fetch.
final class DoveUpstream: HTTPTransport {
    struct World {
        var grants: [String: String] = [:]
        var keyID = "k1"
        var keys: [String: UInt64] = ["k1": 0x1234_5678_9ABC]
        var fault: UpstreamFault?
        var issued = 0
    }

    static let secret = "dove-client-secret-0123456789"
    private let world = Mutex(World())
    private let clock: FakeClock

    init(clock: FakeClock) { self.clock = clock }

    func inject(_ fault: UpstreamFault) {
        world.withLock { world in
            world.fault = fault
            guard fault == .keyRotation else { return }
            world.keyID = "k2"
            world.keys = ["k2": 0xFEDC_BA98]
        }
    }

    /// The person approves: a code for a nonce.
    func approve(nonce: String) -> String {
        world.withLock { world in
            world.issued += 1
            let code = "dove-code-\(world.issued)-for-one-use"
            world.grants[code] = nonce
            return code
        }
    }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let form = String(decoding: request.body, as: UTF8.self).split(separator: "&").map(String.init)
        return world.withLock { world in
            switch request.url.path {
            case "/keys":
                let keys = JSON.object(world.keys.map { ($0.key, .integer(Int64($0.value))) })
                return HTTPResponse(status: 200, body: keys.serialized())
            case "/answer":
                guard form.count == 2, form[1] == "secret=\(Self.secret)",
                    let nonce = world.grants.removeValue(forKey: String(form[0].dropFirst("code=".count)))
                else { return HTTPResponse(status: 400, body: Array(#"{"error":"invalid_grant"}"#.utf8)) }
                return HTTPResponse(status: 200, body: answer(nonce: nonce, world))
            case "/contact":
                let subject = world.fault == .subjectMismatch ? "dove-person-0002" : "dove-person-0001"
                return HTTPResponse(status: 200, body: JSON.object([("sub", .string(subject))]).serialized())
            default: return HTTPResponse(status: 404)
            }
        }
    }

    private func answer(nonce: String, _ world: World) -> [UInt8] {
        let now = Int64(clock.wall.seconds)
        let fault = world.fault
        let issued =
            switch fault {
            case .expiredAnswer: now - 86_400
            case .futureAnswer: now + 86_400
            default: now
            }
        var payload: JSON = [
            "iss": .string(fault == .wrongIssuer ? "https://crow.example" : "https://dove.example"),
            "aud": fault == .extraAudience
                ? ["broker", "somebody"] : .string(fault == .wrongAudience ? "somebody" : "broker"),
            "nonce": .string(fault == .wrongNonce ? nonce + "x" : nonce), "iat": .integer(issued),
            "exp": .integer(issued + 300), "sub": "dove-person-0001", "acr": "dove-two",
        ]
        if fault == .missingSubject { payload["sub"] = nil }
        switch fault {
        case .lowerAssurance: payload["acr"] = "dove-one"
        case .noAssurance: payload["acr"] = nil
        case .unknownAssurance: payload["acr"] = "dove-nine"
        default: break
        }
        for (claim, value) in [("given_name", "Columba"), ("email", "columba@example.org"), ("birth", "1985-03-24")] {
            switch fault {
            case .attributesMissing where claim != "given_name": continue
            case .attributesEmpty where claim != "given_name": payload[claim] = ""
            case .attributesMistyped where claim != "given_name": payload[claim] = [1, 2]
            default: payload[claim] = .string(value)
            }
        }
        var text = payload.text
        if fault == .duplicateMembers { text = #"{"sub":"somebody","# + text.dropFirst() }
        let key = fault == .wrongSignature ? 0xBAD : world.keys[world.keyID] ?? 0
        let mac = fault == .unsignedAnswer ? JSON.null : .string(Self.mac(text, key: key))
        if fault == .tamperedAnswer { text = text.replacing("Columba", with: "Colombo") }
        var answer = JSON.object([("kid", .string(world.keyID)), ("payload", .string(text)), ("mac", mac)])
        if let key = Self.statementKey {
            answer["statement"] = (try? JWSSigner(key: key, algorithm: .es256).sign(Array(text.utf8))).map {
                .string($0)
            }
            answer["statementKeys"] = try? JWKSet(keys: [key]).json()
        }
        return answer.serialized()
    }

    /// A real key, for what must still be proven when the dove is long gone.
    private static let statementKey = try? JWK.generate(.p256)

    static func mac(_ text: String, key: UInt64) -> String {
        String(text.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ key) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
    }
}
