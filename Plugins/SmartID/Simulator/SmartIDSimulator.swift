import EIDJOSE
import EIDJSON
public import EIDSimulator
import FoundationEssentials
import Synchronization

/// Smart-ID's Relying Party API 3, and the app in the hands of the people who use it.
public final class SmartIDSimulator: UpstreamSimulator {
    /// Everything that changes.
    struct Desk: Sendable {
        var sessions: [SimulatedSession] = []
        var fault: SmartIDFault?
        var listFault: SmartIDListFault?
        var refusals: [SmartIDRoute: Refusal] = [:]
        var delay: Duration?
        var volunteer: (persona: SmartIDPersona, after: Int)?
        var violations: [String] = []
        /// How often somebody asked about a certificate.
        var statusQuestions = 0
        /// How often somebody fetched a revocation list.
        var listQuestions = 0
        /// Who waits for news of a session.
        var bells: [Int: AsyncStream<Void>.Continuation] = [:]
        var lastBell = 0
        var random: SeededRandom
    }

    /// A status instead of an answer.
    struct Refusal: Sendable {
        let status: Int
        var times: Int
    }

    /// Moves as tests wish.
    public let clock: SimulatorClock
    /// What stands in links and signatures.
    public let schemeName: String
    /// For whom the relying party of this simulator asks by its contract.
    public let brokeredName: String?
    let desk: Mutex<Desk>
    let signers: SmartIDSigners
    private let path: String
    let uuid: String
    let name: String
    let pause: (@Sendable (Duration) async -> Void)?

    /// A Smart-ID below a path, for one relying party.
    ///
    /// A status waits for news as long as it is asked to (`timeoutMs`) where somebody says how to wait; without `pause`, as in
    /// tests whose clock stands still, it tells at once how far the session is.
    public init(
        path: String = "/smart-id-rp/v3/",
        schemeName: String = "smart-id-demo",
        relyingPartyUUID: String = "00000000-0000-4000-8000-000000000000",
        relyingPartyName: String = "DEMO",
        brokeredName: String? = nil,
        clock: SimulatorClock,
        signers: SmartIDSigners,
        seed: UInt64 = 1,
        pause: (@Sendable (Duration) async -> Void)? = nil
    ) {
        self.path = path
        self.schemeName = schemeName
        uuid = relyingPartyUUID
        name = relyingPartyName
        self.brokeredName = brokeredName
        self.clock = clock
        self.signers = signers
        self.pause = pause
        desk = Mutex(Desk(random: SeededRandom(seed: seed)))
    }

    /// Answers one request.
    public func respond(to request: SimulatorRequest) async -> SimulatorResponse {
        var answer = await answer(to: request)
        answer.delay = desk.withLock { $0.delay }
        return answer
    }

    private func answer(to request: SimulatorRequest) async -> SimulatorResponse {
        if request.path == SmartIDSigners.responderPath { return status(request) }
        if request.path.hasPrefix(SmartIDSigners.listPath) { return list(request) }
        guard request.path.hasPrefix(path),
            let (route, rest) = SmartIDRoute.of(String(request.path.dropFirst(path.count))),
            rest.isEmpty != route.needsRest
        else { return refuse(404, "there is no \(request.path)") }
        if let status = takeRefusal(route) { return refuse(status, nil) }
        if route == .session {
            guard request.method == "GET" else { return refuse(405, "\(request.method) is not GET") }
            let wait = request.queryFields.flatMap { Int($0["timeoutMs"] ?? "") }
            guard request.query.isEmpty || wait.map({ (1000...120_000).contains($0) }) == true else {
                return refuse(400, "timeoutMs is not from 1000 to 120000")
            }
            return await look(rest, patience: .milliseconds(wait ?? 0))
        }
        guard request.method == "POST" else { return refuse(405, "\(request.method) is not POST") }
        guard request.header("content-type") == "application/json" else {
            return refuse(415, "the media type is not application/json")
        }
        guard request.query.isEmpty, let body = try? JSONValue.parse(request.body) else {
            return refuse(400, "the body is no JSON")
        }
        return begin(route, rest, body)
    }

    private func takeRefusal(_ route: SmartIDRoute) -> Int? {
        desk.withLock { desk in
            guard var refusal = desk.refusals[route] else { return nil }
            refusal.times -= 1
            desk.refusals[route] = refusal.times > 0 ? refusal : nil
            return refusal.status
        }
    }

    func refuse(_ status: Int, _ violation: String?) -> SimulatorResponse {
        if let violation { desk.withLock { $0.violations.append("\(status): \(violation)") } }
        return .json(status, ["title": "as said by the status", "status": .integer(Int64(status))])
    }

    static func identifier(_ random: inout SeededRandom) -> String {
        [8, 4, 4, 4, 12].map { random.text($0, of: "0123456789abcdef") }.joined(separator: "-")
    }
}
