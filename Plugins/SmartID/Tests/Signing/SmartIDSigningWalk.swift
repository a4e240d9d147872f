import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSmartID

/// One signing, step by step, against the simulator.
final class SmartIDSigningWalk {
    let arrangement: SmartIDArrangement
    let signing: SigningMethod
    let request: SigningRequest
    private(set) var interaction: Interaction?
    private(set) var state: [UInt8] = []
    static let digest = SigningDigest(name: "d", bytes: Data(repeating: 5, count: 64), documentName: "Contract.pdf")

    init(
        _ settings: [String: SettingValue] = [:],
        signing section: SettingValue? = .section([:]),
        userAgent: String = SmartIDArrangement.computer,
        signerHint: String? = nil,
        description: String = "Sign Contract.pdf"
    ) throws {
        var settings = settings
        settings["signing"] = section
        arrangement = try SmartIDArrangement(settings)
        let services = MethodServices(
            http: arrangement.upstream,
            clock: arrangement.clock.wall,
            random: SeededRandom().source,
            log: LogCapture().logger()
        )
        signing = try #require(SigningMethod(try arrangement.makeProvider(services: services)))
        request = SigningRequest(
            transactionID: "t",
            count: 1,
            description: LocalizedText(description),
            documentNames: ["Contract.pdf"],
            clientName: LocalizedText("Shop"),
            languages: [.en],
            signerHint: signerHint,
            callbackURL: try #require(URL(string: "https://broker.example/callback/smart-id")),
            callbackState: "state-of-the-signing",
            endUser: EndUser(address: "203.0.113.7", userAgent: userAgent)
        )
    }

    var simulator: SmartIDSimulator { arrangement.simulator }

    func begin() async throws { _ = try keep(try await signing.begin(request)) }

    /// Plays the person until a half ends.
    func play(as persona: SmartIDPersona = .kadri) async throws -> SigningMethod.Step {
        for _ in 0..<5 {
            arrangement.clock.advance(by: .seconds(2))
            let event = try arrangement.play(.approve, at: try #require(interaction), as: persona)
            let step = try await signing.resume(request, from: state, after: event)
            if let end = try keep(step) { return end }
        }
        throw ConformanceFailure("it does not end")
    }

    /// The first half, and the request of the second.
    @discardableResult
    func choose(as persona: SmartIDPersona = .kadri) async throws -> Signer {
        try await begin()
        guard case .ready(let signer, _) = try await play(as: persona) else {
            throw ConformanceFailure("no certificate was chosen")
        }
        return signer
    }

    func authorise(_ digest: SigningDigest = digest) async throws {
        _ = try keep(try await signing.authorise([digest], for: request, from: state))
    }

    /// Both halves.
    func sign(as persona: SmartIDPersona = .kadri) async throws -> SigningResult {
        try await choose(as: persona)
        try await authorise()
        guard case .signed(let result) = try await play(as: persona) else {
            throw ConformanceFailure("nothing was signed")
        }
        return result
    }

    var hint: String? { if case .openApp(_, _, _, let hint)? = interaction { hint?[.en] } else { nil } }
    var link: String? { if case .openApp(let link, _, _, _)? = interaction { link?.absoluteString } else { nil } }
    var code: String? {
        get async {
            let drawn = await signing.redraw(request, from: state) ?? interaction
            if case .openApp(_, let code, _, _)? = drawn { return code }
            return nil
        }
    }

    /// Keeps what the person sees next; anything else is an end.
    private func keep(_ step: SigningMethod.Step) throws -> SigningMethod.Step? {
        switch step {
        case .present(let interaction, let state):
            self.interaction = interaction
            self.state = state
            return nil
        case .ready(_, let state):
            self.state = state
            return step
        case .signed: return step
        }
    }
}
