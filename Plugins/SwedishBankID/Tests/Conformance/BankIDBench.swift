import EIDMethod
import EIDMethodTesting
import EIDSimulator
import EIDSwedishBankIDSimulator
import FoundationEssentials

@testable import EIDSwedishBankID

/// BankID's side of the suite: the simulator in place of the network, and Astrid with her phone.
struct BankIDBench: MethodBench {
    /// Made once: keys take long.
    static let signers = BankIDSigners(at: Date(timeIntervalSince1970: 1_780_315_200))

    /// The root that vouches for people.
    static let roots = Array(((try? signers.rootPEM()) ?? "").utf8)

    let clock: FakeClock
    let simulator: SwedishBankIDSimulator
    let settings: [String: SettingValue]
    let userAgent: String

    let person = BenchPerson(assurance: .substantial)
        .with(.nationalNumber, BankIDPersona.astrid.personalNumber)
        .with(.nationalNumberCountry, "SE")
        .with(.birthdate, CalendarDate(iso: "1990-01-01"))
        .with(.name, "Astrid Maria Sjöholm")
        .with(.givenName, "Astrid Maria")
        .with(.familyName, "Sjöholm")
        .with(.transactionIP, "198.51.100.9")
        .with(.device, ["uhi": "OZvYM9VvyiAmG7NA5jU5zqGcVpo="])
        .with(.account, ["issued": "2023-01-01"])

    init(start: String = "code", _ settings: [String: SettingValue] = [:], userAgent: String? = nil) {
        let time = SimulatorClock(fixedAt: Date(timeIntervalSince1970: 0))
        clock = FakeClock { time.set(to: $0) }
        simulator = SwedishBankIDSimulator(clock: time, signers: Self.signers)
        let own: [String: SettingValue] = [
            "environment": "custom", "baseURL": "https://bankid.example/rp/v6.0/", "start": .text(start),
            "text": "Log in to Example", "signatureTrust": .file(Self.roots),
        ]
        self.settings = own.merging(settings) { $1 }
        self.userAgent = userAgent ?? "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    }

    var start: String { if case .text(let text)? = settings["start"] { text } else { "" } }
    var upstream: any HTTPTransport { SimulatorTransport(simulator: simulator) }
    var secrets: [String] { simulator.secrets }
    var openTransactions: Int? { simulator.pendingOrders }

    func makeProvider(services: MethodServices) throws -> SwedishBankIDProvider {
        SwedishBankIDProvider(
            configuration: try SwedishBankIDConfiguration(checking: .section(settings)),
            services: services
        )
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        if case .ask = interaction { return .answered(PromptAnswer(text: BankIDPersona.astrid.personalNumber)) }
        guard case .openApp(let link, let code, _, _) = interaction else {
            throw ConformanceFailure("BankID neither redirects nor posts")
        }
        if action == .ignore {
            clock.advance(by: .seconds(600))
            return .polled
        }
        guard let order = try? opened(link, code) else { return .polled }
        let decision: BankIDDecision =
            switch action {
            case .cancel: .cancel
            case .decline: .declineCall
            default: .approve
            }
        guard let address = try simulator.decide(decision, on: order) else { return .polled }
        return .callback(try Self.parameters(of: address))
    }

    /// Opens the order in the app, by the way that the page shows.
    private func opened(_ link: URL?, _ code: String?) throws -> String {
        if let code { return try simulator.scan(code) }
        if let link { return try simulator.follow(link.absoluteString) }
        return try simulator.pickUp()
    }

    /// What a browser brings back from an address.
    static func parameters(of address: String) throws -> CallbackParameters {
        guard let items = URLComponents(string: address)?.queryItems,
            let parameters = CallbackParameters(items.map { FormField(name: $0.name, value: $0.value ?? "") })
        else { throw ConformanceFailure("the address of the return is no URL") }
        return parameters
    }

    func inject(_ fault: UpstreamFault) async throws -> Bool {
        guard let fault = fault == .subjectMismatch && start != "phone" ? nil : Self.faults[fault] else { return false }
        simulator.inject(fault)
        return true
    }

    private static let faults: [UpstreamFault: BankIDFault] = [
        .unsignedAnswer: .noSignature, .tamperedAnswer: .changedData, .wrongSignature: .strangeIssuer,
        .wrongNonce: .otherUnseenData,
        .wrongAudience: .otherOrder, .expiredAnswer: .oldStatus, .futureAnswer: .futureStatus,
        .missingSubject: .noPersonalNumber, .subjectMismatch: .otherPerson, .duplicateMembers: .doubledMember,
        .attributesMissing: .bareUser, .attributesEmpty: .emptyUser, .attributesMistyped: .mistypedUser,
    ]

    var inapplicableFaults: [UpstreamFault: String] {
        var reasons: [UpstreamFault: String] = [
            .extraAudience: "an answer is for one order, and an order has one client",
            .wrongIssuer: "an answer names no issuer: it comes over a connection to BankID alone",
            .keyRotation: "each person has a key of their own, under roots that the operator names",
            .lowerAssurance: "BankID states no level", .noAssurance: "BankID states no level",
            .unknownAssurance: "BankID states no level",
        ]
        if start != "phone" {
            reasons[.subjectMismatch] = "one answer names the person; nobody in particular was asked"
        }
        return reasons
    }

    var inapplicableActions: [PersonAction: String] {
        start == "phone" ? [:] : [.decline: "the app has one button, which BankID reports as userCancel"]
    }

    /// Looks into a signature as anyone could who has the root beside it.
    func committedValue(of item: EvidenceItem) throws -> String? {
        try NativeSignatureReading(item).unseen
    }
}
