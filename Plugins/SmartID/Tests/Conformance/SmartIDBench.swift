import EIDJOSE
import EIDMethod
import EIDMethodTesting
import EIDSignature
import EIDSmartIDSimulator
import FoundationEssentials

@testable import EIDSmartID

/// Identifications: one way to the app at a time.
struct SmartIDBench: MethodBench {
    /// The ways that are methods of their own to the suite.
    enum Way: String, Sendable {
        case code, link, notification
    }

    let arrangement: SmartIDArrangement
    let way: Way

    let person = BenchPerson(assurance: .high)
        .with(.nationalNumber, SmartIDPersona.kadri.number)
        .with(.nationalNumberCountry, "EE")
        .with(.givenName, "Kadri Liis")
        .with(.familyName, "Mägi")
        .with(.birthdate, CalendarDate(iso: "1988-01-12"))
        .with(.account, ["documentNumber": SmartIDPersona.kadri.documentNumber])
        .with(.transactionIP, "198.51.100.9")

    /// Other settings win over those of the way.
    init(_ way: Way, _ others: [String: SettingValue] = [:]) throws {
        self.way = way
        var settings: [String: SettingValue] = ["certificateLevel": "ADVANCED", "shareAddress": true]
        settings["flow"] = way == .notification ? "notification" : "deviceLink"
        settings["start"] = way == .link ? "link" : "code"
        arrangement = try SmartIDArrangement(settings.merging(others) { $1 })
    }

    var clock: FakeClock { arrangement.clock }
    var upstream: any HTTPTransport { arrangement.upstream }
    var secrets: [String] { arrangement.simulator.secrets }
    /// The person, and their account.
    var loginHints: [String] { [SmartIDPersona.kadri.identifier, SmartIDPersona.kadri.documentNumber] }

    func makeProvider(services: MethodServices) throws -> SmartIDProvider {
        try arrangement.makeProvider(services: services)
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        try arrangement.play(action, at: interaction)
    }

    func inject(_ fault: UpstreamFault) async throws -> Bool {
        guard let fault = Self.faults[fault] else { return false }
        arrangement.simulator.inject(fault)
        return true
    }

    var namesInPaths: String? {
        way == .notification ? "whoever gets the message is named in the address of the session (RP API v3)" : nil
    }

    var inapplicableFaults: [UpstreamFault: String] {
        [.extraAudience: "what is signed names one relying party, as one text"]
    }

    /// Reads the challenge out of what was signed, as anyone could.
    func committedValue(of item: EvidenceItem) throws -> String? {
        let signed = try SignedText(json: Array(item.content))
        let anchors = TrustAnchors(try Certificate.all(pem: String(decoding: item.keys ?? Data(), as: UTF8.self)))
        try signed.verify(below: anchors, at: clock.wall.now)
        let parts = signed.text.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 11, let challenge = Base64.decode(String(parts[3])) else { return nil }
        return Base64URL.encode(challenge)
    }

    private static let faults: [UpstreamFault: SmartIDFault] = [
        .wrongSignature: .foreignKey, .unsignedAnswer: .noSignature, .tamperedAnswer: .changedRandom,
        .wrongNonce: .otherChallenge, .wrongIssuer: .strangerIssuer, .wrongAudience: .otherRelyingParty,
        .expiredAnswer: .expiredCertificate, .futureAnswer: .futureCertificate, .missingSubject: .noNumber,
        .subjectMismatch: .otherDocument, .duplicateMembers: .doubledMember, .keyRotation: .newKeys,
        .attributesMissing: .bareName, .attributesEmpty: .emptyName, .attributesMistyped: .mistyped,
        .lowerAssurance: .lowerLevel, .noAssurance: .noLevel, .unknownAssurance: .unknownLevel,
    ]
}
