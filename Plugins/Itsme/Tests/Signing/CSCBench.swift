import EIDItsme
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization

/// The CSC interface's side of the signing suite.
struct CSCBench: SigningBench {
    let clock = FakeClock()
    let script: CSCScript
    /// Settings of the section other than the usual ones.
    let changes: [String: SettingValue]

    init(hashesSecret: Bool = false, _ changes: [String: SettingValue] = [:]) {
        script = CSCScript(hashesSecret: hashesSecret)
        self.changes = changes.merging(hashesSecret ? ["accountTokenKey": "sha256"] : [:]) { $1 }
    }

    var upstream: any HTTPTransport { script }
    var signer: Signer { Signer(certificates: SigningPerson.chain, algorithm: .rsaSHA256) }
    var signerHint: String? { CSCScript.account }
    var keys: MethodKeys { ItsmeSettings.keys }
    var secrets: [String] { [CSCScript.secret] + script.world.withLock { $0.issued } }
    var approvals: [[Data]] { script.world.withLock { $0.approvals } }
    var shownTexts: [String] { script.world.withLock { $0.texts } }
    var openSessions: Int? { script.world.withLock { $0.bearers.count } }
    func canShow(_ text: String) -> Bool { SigningPerson.canShow(text) }
    func verifies(_ value: [UInt8], over digest: Data) -> Bool { value == SigningPerson.value(over: digest) }

    /// What the operator writes below `signing`.
    var signing: [String: SettingValue] {
        let common: [String: SettingValue] = [
            "interface": "csc", "baseURL": .text(CSCScript.base), "batch": true, "clientID": .text(CSCScript.clientID),
            "clientSecret": .secret(Secret(CSCScript.secret)),
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
        guard case .redirect(let url) = interaction, url.path().hasSuffix("/csc/v1/oauth2/authorize") else {
            throw ConformanceFailure("the CSC interface knows redirects to its authorize address only")
        }
        let answer = try script.authorize(CSCScript.fields(url.query() ?? ""), action)
        if action == .ignore { clock.advance(by: .seconds(181)) }
        guard let parameters = CallbackParameters(answer) else { throw ConformanceFailure("a parameter occurs twice") }
        return .callback(parameters)
    }

    func inject(_ fault: SigningFault) async throws -> Bool {
        guard inapplicableFaults[fault] == nil else { return false }
        script.world.withLock { $0.fault = fault }
        return true
    }

    /// CSC 1.0.4 has neither PKCE nor a nonce.
    var unboundHalves: [SigningHalf: String] {
        [.first: "a code brings its own person's credential, with which nobody else can approve"]
    }

    var inapplicableFaults: [SigningFault: String] {
        [
            .valuesReordered:
                "values have no names; they stand in the order of the digests, and the broker verifies each",
            .valueRepeated: "values have no names, so that the broker alone can see that one is over another digest",
            .slowPerson: "itsme keeps the browser until the person is done",
        ]
    }
}
