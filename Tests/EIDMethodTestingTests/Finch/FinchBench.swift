import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization

/// The finch's own side of the suite.
struct FinchBench: SigningBench {
    let clock = FakeClock()
    let finch = FinchUpstream()
    var flaw: SigningFlaw?
    /// Whether the suite may know how many sessions are open.
    let countsSessions: Bool

    init(_ flaw: SigningFlaw? = nil, countsSessions: Bool = true) {
        self.flaw = flaw
        self.countsSessions = countsSessions
    }

    var upstream: any HTTPTransport { finch }
    var signer: Signer { FinchUpstream.signer() }
    var secrets: [String] { [FinchUpstream.secret] + finch.world.withLock { $0.issued } }
    var approvals: [[Data]] { finch.world.withLock { $0.approvals } }
    var shownTexts: [String] { finch.world.withLock { $0.texts } }
    var openSessions: Int? { countsSessions ? finch.world.withLock { $0.tokens.count } : nil }
    func canShow(_ text: String) -> Bool { FinchUpstream.canShow(text) }
    func verifies(_ value: [UInt8], over digest: Data) -> Bool { value == FinchUpstream.value(over: digest) }

    func makeProvider(services: MethodServices) throws -> Finch {
        var finch = Finch(configuration: try .init(checking: [:]), services: services)
        finch.flaw = flaw
        return finch
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        if case .openApp = interaction { return .polled }
        guard case .redirect(let url) = interaction,
            let items = URLComponents(url: url, resolvingAgainstBaseURL: false)?.queryItems,
            let state = items.first(where: { $0.name == "state" })?.value,
            let session = items.first(where: { $0.name == "session" })?.value
        else { throw ConformanceFailure("not a finch's interaction") }
        let isBlocked = finch.world.withLock { $0.fault } == .notAllowed
        let answer =
            switch action {
            case .approve where isBlocked: FormField(name: "error", value: "blocked")
            case .approve: FormField(name: "code", value: finch.approve(session: session))
            case .cancel: FormField(name: "error", value: "cancelled")
            case .decline: FormField(name: "error", value: "declined")
            case .ignore: FormField(name: "error", value: "timeout")
            }
        guard let parameters = CallbackParameters([answer, FormField(name: "state", value: state)]) else {
            throw ConformanceFailure("unreachable: the names differ")
        }
        return .callback(parameters)
    }

    func inject(_ fault: SigningFault) async throws -> Bool {
        finch.world.withLock { $0.fault = fault }
        return true
    }
}
