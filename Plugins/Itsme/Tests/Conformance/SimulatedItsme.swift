import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import EIDSimulator
import FoundationEssentials
import Synchronization

/// The simulator mounted as the provider's transport; forges tokens on the way where the simulator has no such fault.
final class SimulatedItsme: HTTPTransport {
    let simulator: ItsmeSimulator
    private let clock: FakeClock
    private let arrangement: ItsmeArrangement
    private let keys: ItsmeKeys
    private let state = Mutex(State())

    private struct State {
        var forgery: ItsmeForgery?
        var issued: [String] = []
        var requests: [HTTPRequest] = []
    }

    /// itsme's keys, drawn once for all tests.
    private static let keys = try? ItsmeKeys.generate()

    init(_ configuration: ItsmeSimulatorConfiguration, _ arrangement: ItsmeArrangement, clock: FakeClock) throws {
        self.arrangement = arrangement
        self.clock = clock
        keys = try Self.keys ?? .generate()
        simulator = try ItsmeSimulator(
            configuration: configuration,
            clock: SimulatorClock(fixedAt: clock.now),
            keys: keys
        ) { _ in throw HTTPFailure(.unreachable, "the partner's keys are in the settings") }
    }

    /// Tokens that were issued so far.
    var issued: [String] { state.withLock { $0.issued } }

    /// What the provider asked so far.
    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// Forges every token from now on.
    func forge(_ forgery: ItsmeForgery) { state.withLock { $0.forgery = forgery } }

    /// The simulator with its clock set to the bench's.
    var control: ItsmeControl {
        simulator.clock.set(to: clock.now)
        return simulator.control
    }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        state.withLock { $0.requests.append(request) }
        simulator.clock.set(to: clock.now)
        let answer = await simulator.respond(
            to: SimulatorRequest(
                method: request.verb.rawValue,
                path: request.url.path(),
                query: request.url.query() ?? "",
                headers: request.headers,
                body: request.body
            )
        )
        var response = HTTPResponse(status: answer.status, headers: answer.headers, body: answer.body)
        guard answer.status == 200 else { return response }
        do {
            if request.url.path().hasSuffix("/token") { response.body = try tokens(answer.body) }
            if request.url.path().hasSuffix("/userinfo") { response.body = Array(try token(answer.text).utf8) }
        } catch {
            throw HTTPFailure(.unreachable, "the bench cannot forge this: \(error)")
        }
        return response
    }

    private func tokens(_ body: [UInt8]) throws -> [UInt8] {
        // A doubled member is the simulator's own fault; there is nothing left to forge then.
        guard let answer = try? JSONValue.parse(body) else { return body }
        let idToken = try answer.requireString("id_token")
        let forged = try token(idToken)
        let accessToken = try answer.requireString("access_token")
        state.withLock { $0.issued += [accessToken, idToken, forged] }
        var tree = JSON(answer)
        tree["id_token"] = .string(forged)
        return tree.serialized()
    }

    private func token(_ token: String) throws -> String {
        guard let forgery = state.withLock({ $0.forgery }) else { return token }
        let opened = try JWEOpener(
            keys: [try recipient()],
            algorithms: [keyManagement],
            encryptions: [content]
        ).open(token)
        let signed = String(decoding: opened.plaintext, as: UTF8.self)
        let shared = try JWK(secret: Array(ItsmeSettings.secretText.utf8), algorithm: .hs256)
        let isShared = arrangement == .secretByScopes
        let forged = try forgery.applied(
            to: signed,
            signing: isShared ? shared : keys.signing,
            isShared ? .hs256 : .rs256
        )
        return try JWESealer(key: try recipient(), algorithm: keyManagement, encryption: content)
            .seal(Array(forged.utf8), contentType: "JWT")
    }

    private var keyManagement: KeyManagementAlgorithm {
        if arrangement.usesSecret { return .dir }
        return arrangement == .keyPairWithRequestObjects ? .rsaOAEP : .rsaOAEP256
    }

    private var content: ContentEncryption { arrangement == .keyPair ? .a128CBCHS256 : .a256GCM }

    private func recipient() throws -> JWK {
        if arrangement.usesSecret { return try JWK(secret: SHA256.digest(ItsmeSettings.secretText), algorithm: .dir) }
        let key = ItsmeSettings.encryption
        return try JWK(pem: key.pem.reveal(), keyID: key.id, use: .encryption)
    }
}
