import CChildProcess
import EIDJOSE
import EIDJSON
import EIDKeyring
import EIDMethod
import EIDMethodTesting
import Foundation
import Synchronization
import Testing

@testable import EIDExternalMethod

/// A method that does with its keyring what its state says, in this process or behind a socket.
struct KeyedMethod: MethodProvider {
    struct Configuration: MethodConfiguration {
        static let settings: [Setting] = []
        init(reading settings: SettingsReader) {}

        func issues(keys: MethodKeys) -> [ConfigurationIssue] {
            keys.all.contains { $0.pem.reveal().contains("PRIVATE") } ? [.init("keys", "has a private key")] : []
        }
    }
    struct State: Codable, Sendable {}

    static let descriptor = MethodDescriptor(
        provider: "keyed",
        displayName: LocalizedText("Keyed"),
        types: [.verification],
        attributes: [],
        assurance: AssuranceTable([.init("low", .low)])
    )
    private let services: MethodServices

    var loginHints: [LoginHintForm] {
        [LoginHintForm(.text("key-"), .any(of: LoginHintForm.digits, 1...4), .text("\u{E9}"))]
    }

    init(configuration: Configuration, services: MethodServices) { self.services = services }

    /// Tells in an error what came out.
    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<State> {
        let ring = services.keyring
        switch request.callbackState {
        case "keys":
            throw MethodError(.declined, ring.keys.map(\.publicKey).joined())
        case "signing", "another", "RS256":
            let input = [#"{"alg":"ES256","kid":"s"}"#, "hello"].map { Base64URL.encode(Array($0.utf8)) }
                .joined(separator: ".")
            let signature = try await ring.sign(
                Array(input.utf8),
                key: request.callbackState == "another" ? "another" : "s",
                algorithm: request.callbackState == "RS256" ? "RS256" : "ES256"
            )
            throw MethodError(.declined, "\(input).\(Base64URL.encode(signature))")
        default:
            let text = try await ring.decrypt(request.callbackState, algorithm: "ECDH-ES", encryption: "A128GCM")
            throw MethodError(.declined, String(decoding: text, as: UTF8.self))
        }
    }

    func resume(
        _ request: MethodRequest,
        from state: State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<State> {
        throw MethodError(.unsupported, "nobody comes back")
    }

    static func keys() throws -> (keys: MethodKeys, signing: JWK, encryption: JWK) {
        let (signing, encryption) = (try JWK.generate(.p256), try JWK.generate(.p256))
        let keys = MethodKeys([
            .init(id: "s", use: .signing, pem: Secret(try signing.privatePEM())),
            .init(id: "e", use: .encryption, pem: Secret(try encryption.privatePEM())),
        ])
        return (keys, signing, encryption)
    }

    static func told(_ method: Method, _ wish: String) async throws -> String {
        do throws(MethodError) { try await Misfit.begin(method, wish) } catch {
            guard error.code == .declined else { throw error }
            return error.detail
        }
        throw ConformanceFailure("it has told nothing")
    }

    /// The method, linked in or served by the runtime of an external method over a socket of this process.
    static func method(_ keys: MethodKeys, isOutside: Bool) async throws -> Method {
        let services = MethodServices(
            http: ScriptedTransport(),
            clock: .system,
            random: .system,
            keyring: PrivateKeyring(keys),
            log: LogCapture().logger()
        )
        let plugin = try #require(MethodRegistry(KeyedMethod.self).plugins.first)
        guard isOutside else { return plugin.method(id: "keyed", settings: [:], services: services) }
        var ends: [Int32] = [-1, -1]
        try #require(eid_socket_pair(&ends) == 0)
        let runtime = ExternalRuntime(plugin)
        runtime.peer = try peer(ends[1], runtime)
        let broker = Broker(PrivateKeyring(keys))
        let peer = try peer(ends[0], broker)
        let entries = JSON.array(PrivateKeyring(keys).keys.compactMap(\.wire))
        let content: JSON = [
            "instance": 1, "method": "keyed", "settings": [:], "keys": entries, "logLevel": "info",
        ]
        guard case .success(let answer) = await peer.call("open", content, within: .seconds(600)) else {
            throw ConformanceFailure("the method is not opened")
        }
        let opened = try OpenedInstance(answer, of: plugin.descriptor, in: 2)
        return Method(
            id: "keyed",
            displayName: nil,
            descriptor: plugin.descriptor,
            types: opened.types,
            loginHints: opened.loginHints,
            begin: { request throws(MethodError) in
                let call: JSON = ["instance": 1, "now": 1, "request": request.wire(2)]
                guard case .failure(.refused(let json)) = await peer.call("begin", call, within: .seconds(600)) else {
                    throw MethodError(.unavailable, "no refusal")
                }
                let error: MethodError
                do throws(JSONError) { error = try MethodError(wire: json) } catch {
                    throw MethodError(.misconfigured, "\(error)")
                }
                throw error
            },
            resume: { _, _, _ throws(MethodError) in throw MethodError(.unsupported, "") },
            redraw: { _, _ in nil },
            abandon: { _, _ in }
        )
    }

    private static func peer(_ socket: Int32, _ owner: any Peer.Owner) throws -> Peer {
        let channel = try Channel(socket: socket, output: nil)
        let peer = Peer(channel: channel, maximumCalls: 8, unaskedPerSecond: 100, owner: owner)
        try #require(DetachedThread.start { _ = peer.run() })
        return peer
    }

    /// The broker's side, as far as keys go.
    private final class Broker: Peer.Owner {
        let ring: PrivateKeyring

        init(_ ring: PrivateKeyring) { self.ring = ring }

        func answer(_ name: String, _ content: JSONValue) async throws(Peer.Refusal) -> JSON {
            do {
                if name == "sign" {
                    let bytes = try await ring.sign(
                        try content.requireBytes("bytes", upTo: 10_000),
                        key: try content.requireString("key"),
                        algorithm: try content.requireString("algorithm")
                    )
                    return ["signature": .bytes(bytes)]
                }
                let bytes = try await ring.decrypt(
                    try content.requireString("token"),
                    algorithm: try content.requireString("algorithm"),
                    encryption: try content.requireString("encryption")
                )
                return ["content": .bytes(bytes)]
            } catch {
                throw Peer.Refusal(content: ["code": "forbidden", "detail": "no"])
            }
        }

        func take(_ name: String, _ content: JSONValue) throws(JSONError) {}
        func printed(_ bytes: ArraySlice<UInt8>) {}
        func passed(_ now: UInt64) throws(ProtocolViolation) -> UInt64 { .max }
        func missed(_ name: String) {}
    }
}
