import EIDMethod
import EIDMethodTesting
import EIDSimulator
import EIDSwedishBankIDSimulator
import FoundationEssentials

@testable import EIDSwedishBankID

/// BankID's side of the suite for signing: the same simulator, and Astrid with her phone.
struct BankIDSigningBench: SigningBench {
    let bench: BankIDBench

    init(start: String = "code") { bench = BankIDBench(start: start) }

    var clock: FakeClock { bench.clock }
    var upstream: any HTTPTransport { bench.upstream }
    var secrets: [String] { bench.secrets }
    /// Nobody is named before they sign.
    let signer = Signer(certificates: [], algorithm: nil)

    func makeProvider(services: MethodServices) throws -> SwedishBankIDProvider {
        try bench.makeProvider(services: services)
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        try await bench.play(action, at: interaction)
    }

    func inject(_ fault: SigningFault) async throws -> Bool {
        switch fault {
        case .unfitCredential: bench.simulator.inject(.revoked)
        case .notAllowed: bench.simulator.inject(.blockedPerson)
        case .slowPerson: bench.simulator.inject(.slowPerson)
        default: return false
        }
        return true
    }

    func verifies(_ value: [UInt8], over digest: Data) throws -> Bool { false }

    func verifies(_ native: SigningResult.Native, over digests: [SigningDigest]) throws -> Bool {
        let reading = try NativeSignatureReading(native.evidence)
        let statement = reading.unseen.flatMap { SigningStatement($0) }
        return native.identity.subject.identifier == BankIDPersona.astrid.personalNumber
            && reading.signer == native.identity.subject.identifier && statement?.digests == digests.map(\.bytes)
    }

    var approvals: [[Data]] {
        bench.simulator.orders.filter { $0.route == .sign }
            .compactMap { order in order.unseen.flatMap { SigningStatement($0) }?.digests }
    }

    var shownTexts: [String] { bench.simulator.orders.compactMap(\.visible) }

    func canShow(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
        }
    }

    var inapplicableFaults: [SigningFault: String] {
        let one = "one signature covers every document: there are no values"
        return [
            .otherSigner: "nobody is named before they sign", .valuesReordered: one, .valueMissing: one,
            .valueRepeated: one, .valueUnasked: one,
        ]
    }

    var inapplicableActions: [PersonAction: String] { bench.inapplicableActions }
}
