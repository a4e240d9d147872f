import EIDJOSE
import EIDMethod
import EIDMethodTesting
import EIDSignature
import EIDSmartIDSimulator
import FoundationEssentials

@testable import EIDSmartID

/// Signatures: one way to the choice of the certificate at a time.
struct SmartIDSigningBench: SigningBench {
    let arrangement: SmartIDArrangement
    let way: SmartIDBench.Way
    let signer: Signer
    let signerHint: String?

    /// With a hint, the client names the person, and a message replaces code and link.
    init(_ way: SmartIDBench.Way, hint: String? = nil) throws {
        self.way = way
        var settings: [String: SettingValue] = ["signing": ["hash": "SHA-256"]]
        settings["flow"] = way == .notification ? "notification" : "deviceLink"
        settings["start"] = way == .link ? "link" : "code"
        arrangement = try SmartIDArrangement(settings)
        signerHint = hint
        signer = Signer(
            subject: UpstreamSubject(
                namespace: "urn:etsi:en:319412-1:smart-id.example",
                identifier: SmartIDPersona.kadri.identifier
            ),
            certificates: try SmartIDArrangement.signers.chain(of: .kadri, signs: true).map { Data($0) },
            algorithm: .pssSHA256
        )
    }

    var clock: FakeClock { arrangement.clock }
    var upstream: any HTTPTransport { arrangement.upstream }
    var secrets: [String] { arrangement.simulator.secrets }

    func makeProvider(services: MethodServices) throws -> SmartIDProvider {
        try arrangement.makeProvider(services: services)
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        try arrangement.play(action, at: interaction)
    }

    func inject(_ fault: SigningFault) async throws -> Bool {
        switch fault {
        case .otherSigner: arrangement.simulator.inject(.otherCertificate)
        case .unfitCredential: arrangement.simulator.inject(.otherUse)
        case .valueMissing: arrangement.simulator.inject(.noSignature)
        case .slowPerson: arrangement.simulator.inject(.slowPerson)
        case .notAllowed:
            arrangement.simulator.refuse(.certificateChoiceLink, status: 472, times: 100)
            arrangement.simulator.refuse(.certificateChoice, status: 472, times: 100)
            arrangement.simulator.refuse(.certificate, status: 472, times: 100)
        default: return false
        }
        return true
    }

    func verifies(_ value: [UInt8], over digest: Data) throws -> Bool {
        guard let der = signer.certificates.first else { return false }
        return try Certificate(der: Array(der)).verifiesPSS(value, over: Array(digest), .sha256)
    }

    var approvals: [[Data]] {
        arrangement.simulator.sessions.filter { [.signature, .linkedSignature].contains($0.route) }
            .map { [Data(Base64.decode($0.challenge) ?? [])] }
    }

    var shownTexts: [String] { arrangement.simulator.sessions.flatMap(\.shownTexts) }

    func canShow(_ text: String) -> Bool {
        !text.isEmpty && text.utf16.count <= 200
            && text.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) }
    }

    var inapplicableFaults: [SigningFault: String] {
        [
            .valuesReordered: "a session signs one digest", .valueRepeated: "a session signs one digest",
            .valueUnasked: "a session signs one digest",
        ]
    }
}
