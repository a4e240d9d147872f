import EIDItsme
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization

/// The OASIS interface's side of the signing suite.
struct OASISBench: SigningBench {
    let clock = FakeClock()
    let script = OASISScript()
    /// Settings of the section other than the usual ones.
    let changes: [String: SettingValue]

    init(_ changes: [String: SettingValue] = [:]) { self.changes = changes }

    var upstream: any HTTPTransport { script }
    var keys: MethodKeys { ItsmeSettings.keys }
    /// The sessions: whoever knows one asks for its values.
    var secrets: [String] { script.world.withLock { Array($0.sessions.keys) } }
    var approvals: [[Data]] { script.world.withLock { $0.approvals } }
    var shownTexts: [String] { script.world.withLock { $0.texts } }
    func canShow(_ text: String) -> Bool { SigningPerson.canShow(text) }
    func verifies(_ value: [UInt8], over digest: Data) -> Bool { value == SigningPerson.value(over: digest) }

    var signer: Signer {
        Signer(
            // Of a sign-in of the same partner (§12.1).
            subject: UpstreamSubject(
                namespace: "https://idp.e2e.itsme.services/v2 \(OASISScript.partner)",
                identifier: OASISScript.userCode
            ),
            certificates: SigningPerson.chain,
            algorithm: .rsaSHA256
        )
    }

    /// What the operator writes below `signing`.
    var signing: [String: SettingValue] {
        let common: [String: SettingValue] = [
            "interface": "oasis", "baseURL": .text(OASISScript.base), "batch": true,
            "partnerCode": .text(OASISScript.partner), "serviceCode": .text(OASISScript.service),
        ]
        return common.merging(changes) { $1 }
    }

    func makeProvider(services: MethodServices) throws -> ItsmeProvider {
        let settings = ItsmeSettings.keyPair.merging(["signing": .section(signing)]) { $1 }
        return ItsmeProvider(
            configuration: try ItsmeConfiguration(checking: .section(settings), keys: keys),
            services: services
        )
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        if case .openApp = interaction { return .polled }
        guard case .redirect(let url) = interaction, url.host == "merchant.example" else {
            throw ConformanceFailure("the OASIS interface knows redirects to itsme's pages, and waiting")
        }
        let fields = CSCScript.fields(url.query() ?? "")
        script.act(action, page: fields["q"] ?? "")
        if action == .ignore { clock.advance(by: .seconds(181)) }
        let own = fields["state"].map { [FormField(name: "state", value: $0)] } ?? []
        guard let parameters = CallbackParameters(own) else { throw ConformanceFailure("a parameter occurs twice") }
        return .callback(parameters)
    }

    func inject(_ fault: SigningFault) async throws -> Bool {
        script.world.withLock { $0.fault = fault }
        return true
    }
}
