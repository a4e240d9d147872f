import EIDMethod
import EIDMethodTesting
import EIDSwedishBankIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSwedishBankID

/// One transaction, step by step, against the simulator.
final class BankIDWalk {
    let bench: BankIDBench
    let method: Method
    private let provider: SwedishBankIDProvider
    let request: MethodRequest
    private(set) var interaction: Interaction?
    private(set) var state: [UInt8] = []

    init(
        _ bench: BankIDBench = BankIDBench(),
        type: MethodType = .verification,
        endUser: EndUser?? = .none,
        callbackURL: String = "https://broker.example/callback/bankid"
    ) throws {
        self.bench = bench
        let services = MethodServices(
            http: bench.upstream,
            clock: bench.clock.wall,
            random: SeededRandom().source,
            log: LogCapture().logger()
        )
        provider = try bench.makeProvider(services: services)
        method = Method(id: "bankid", provider: provider)
        request = try MethodRequest(
            transactionID: "t",
            type: type,
            attributes: type == .verification ? Set(SwedishBankIDProvider.descriptor.attributes.map(\.name)) : [],
            callbackURL: try #require(URL(string: callbackURL)),
            callbackState: "state-of-the-transaction",
            endUser: endUser ?? EndUser(address: "203.0.113.7", userAgent: bench.userAgent)
        )
    }

    func begin() async throws { try keep(try await method.begin(request)) }

    /// Goes on after some seconds; the identity once there is one.
    @discardableResult
    func poll(after seconds: Int = 2) async throws -> VerifiedIdentity? {
        bench.clock.advance(by: .seconds(seconds))
        return try await resume(.polled)
    }

    @discardableResult
    func resume(_ event: MethodEvent) async throws -> VerifiedIdentity? {
        let step = try await method.resume(request, from: state, after: event)
        if case .finished(let identity) = step { return identity }
        try keep(step)
        return nil
    }

    /// Scans the code that the page shows now.
    func scan(as persona: BankIDPersona = .astrid) throws -> String {
        try bench.simulator.scan(#require(code), as: persona)
    }

    /// Scans, approves, and polls once.
    func approved(as persona: BankIDPersona = .astrid) async throws -> VerifiedIdentity? {
        try bench.simulator.decide(.approve, on: scan(as: persona))
        return try await poll()
    }

    var code: String? {
        let kept = try? ErasedState.state(of: state, as: SwedishBankIDState.self)
        let drawn = kept.flatMap { provider.redraw(request, from: $0) } ?? interaction
        if case .openApp(_, let code, _, _)? = drawn { return code }
        return nil
    }

    var link: String? { if case .openApp(let link, _, _, _)? = interaction { link?.absoluteString } else { nil } }
    var hint: String? { if case .openApp(_, _, _, let hint)? = interaction { hint?[.en] } else { nil } }
    var pause: Duration? { if case .openApp(_, _, let pause, _)? = interaction { pause } else { nil } }

    private func keep(_ step: Method.Step) throws {
        guard case .present(let interaction, let state) = step else { throw ConformanceFailure("it is over already") }
        self.interaction = interaction
        self.state = state
    }
}
