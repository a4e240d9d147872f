import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import EIDMethodTesting
import EIDSimulator
import FoundationEssentials

@testable import EIDItsme

/// itsme's side and the person, for the conformance suite.
struct ItsmeBench: MethodBench {
    let arrangement: ItsmeArrangement
    let clock = FakeClock()
    let itsme: SimulatedItsme

    /// Who approves.
    let personaID: String
    /// Settings other than those of the arrangement.
    let changes: [String: SettingValue]

    init(
        _ arrangement: ItsmeArrangement,
        account: ItsmePersona = ItsmeBenchPeople.account,
        settings changes: [String: SettingValue] = [:],
        upstream change: (inout ItsmeSimulatorConfiguration) -> Void = { _ in }
    ) throws {
        self.arrangement = arrangement
        personaID = account.id
        self.changes = changes
        var configuration = ItsmeSimulatorConfiguration(
            baseURL: ItsmeArrangement.baseURL,
            clients: [try arrangement.client(redirectURI: Self.callbackURL.absoluteString)],
            personas: [account]
        )
        change(&configuration)
        itsme = try SimulatedItsme(configuration, arrangement, clock: clock)
    }

    private static let callbackURL = URL(string: "https://broker.example/callback/bench") ?? URL(filePath: "/callback")

    var callbackURL: URL { Self.callbackURL }
    var upstream: any HTTPTransport { itsme }
    var person: BenchPerson { ItsmeBenchPeople.person }
    var keys: MethodKeys { arrangement.usesKeys ? ItsmeSettings.keys : MethodKeys() }

    var secrets: [String] {
        get async {
            itsme.issued + (arrangement.usesSecret ? [ItsmeSettings.secretText] : []) + keys.all.map { $0.pem.reveal() }
        }
    }

    func makeProvider(services: MethodServices) throws -> ItsmeProvider {
        ItsmeProvider(
            configuration: try ItsmeConfiguration(
                checking: .section(arrangement.settings.merging(changes) { $1 }),
                keys: keys
            ),
            services: services
        )
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        guard case .redirect(let url) = interaction else {
            throw ConformanceFailure("itsme begins with a redirect and nothing else")
        }
        let decision: ItsmeDecision =
            switch action {
            case .approve: .approve
            case .cancel: .cancel
            case .decline: .reject
            case .ignore: .expire
            }
        let location = try await itsme.control.walk(url.absoluteString, decision, persona: personaID)
        if action == .ignore { clock.advance(by: .seconds(181)) }
        guard let query = URL(string: location)?.query(), let fields = FormFields(decoding: query.utf8),
            let callback = CallbackParameters(fields.all.map { FormField(name: $0.name, value: $0.value) })
        else { throw ConformanceFailure("the simulator sends the browser back with a broken query") }
        return .callback(callback)
    }

    func inject(_ fault: UpstreamFault) async throws -> Bool {
        if inapplicableFaults[fault] != nil { return false }
        if let forgery = Self.forgeries[fault] {
            itsme.forge(forgery)
            return true
        }
        switch fault {
        case .keyRotation: try await itsme.control.rotateKeys()
        case .wrongSignature: await arm(.wrongSignature)
        case .unsignedAnswer: await arm(.algorithmNone)
        case .wrongNonce: await arm(.wrongNonce)
        case .wrongIssuer: await arm(.wrongIssuer)
        case .wrongAudience: await arm(.wrongAudience)
        case .extraAudience: await arm(.extraAudience)
        case .expiredAnswer: await arm(.expiredIDToken)
        case .subjectMismatch: await arm(.userInfoOtherSubject)
        case .duplicateMembers: await arm(.duplicateMembers)
        default: return false
        }
        return true
    }

    var inapplicableFaults: [UpstreamFault: String] {
        var reasons: [UpstreamFault: String] = [:]
        if !arrangement.usesUserInfo {
            reasons[.subjectMismatch] = "all claims come in the ID token, and UserInfo is not called"
        }
        if arrangement == .secretByScopes {
            reasons[.keyRotation] = "HS256 tokens are signed with the secret, which itsme replaces by hand"
        }
        return reasons
    }

    private func arm(_ fault: ItsmeFault) async { await itsme.control.arm(ArmedFault(fault, times: 0)) }

    /// What the simulator has no fault for.
    private static let forgeries: [UpstreamFault: ItsmeForgery] = [
        .tamperedAnswer: .tampering,
        .futureAnswer: .later(by: 86_400),
        .missingSubject: .claim("sub", nil),
        .attributesMissing: .bare(
            keeping: Set(ItsmeAvailability.rows.filter { $0.availability(in: "BEL") == .always }.map(\.claim))
        ),
        .attributesEmpty: .person { ItsmeForgery.emptied($0) },
        .attributesMistyped: .person { _ in [1] },
        .lowerAssurance: .claim("acr", .string(ItsmeSamples.vendor("acr_basic"))),
        .noAssurance: .claim("acr", nil),
        .unknownAssurance: .claim("acr", "http://itsme.services/v2/claim/acr_unheard_of"),
    ]
}
