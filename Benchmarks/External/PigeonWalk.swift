import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// Logins with the template whose upstream answers out of memory.
struct PigeonWalk {
    private static let secret = "pigeon-secret-0123456789-0123456789"
    private let method: Method
    private let request: MethodRequest

    init(_ plugin: MethodPlugin) throws {
        let settings: SettingValue = [
            "issuer": "https://pigeons.example", "clientID": "broker", "clientSecret": .secret(Secret(Self.secret)),
        ]
        method = plugin.method(
            id: "pigeons",
            settings: settings,
            services: MethodServices(
                http: Post(seal: try JWSSigner(key: JWK(secret: Self.secret.utf8, use: .signature, algorithm: .hs256))),
                clock: .system,
                random: .system,
                log: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
            )
        )
        request = try MethodRequest(
            transactionID: "t",
            type: .verification,
            attributes: [Attribute<String>.givenName.name, Attribute<String>.familyName.name],
            callbackURL: URL(filePath: "/callback"),
            callbackState: "state-of-the-transaction"
        )
    }

    /// Begins, returns from the pigeon post, and expects an identity.
    func login() async throws {
        guard case .present(.redirect(let url), let state) = try await method.begin(request),
            let items = URLComponents(url: url, resolvingAgainstBaseURL: false)?.queryItems,
            let nonce = items.first(where: { $0.name == "nonce" })?.value,
            let callback = CallbackParameters([
                FormField(name: "state", value: request.callbackState), FormField(name: "code", value: nonce),
            ]),
            case .finished = try await method.resume(request, from: state, after: .callback(callback))
        else { fatalError("nobody was signed in") }
    }

    /// An upstream whose code is the nonce.
    private struct Post: HTTPTransport {
        let seal: JWSSigner

        func send(_ call: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
            let letter: JSON = [
                "from": "https://pigeons.example", "to": "broker", "ring": "pigeon-ring-0042", "level": "ring",
                "nonce": .string((try? JSONValue.parse(call.body))?["code"]?.string ?? ""),
                "written": .integer(Int64(WallClock.system.seconds)), "given_name": "Robin",
                "family_name": "Vandevogel",
            ]
            guard let token = try? seal.sign(letter.serialized()) else {
                throw HTTPFailure(.unreachable, "out of wax")
            }
            return HTTPResponse(status: 200, body: Array(token.utf8))
        }
    }
}
