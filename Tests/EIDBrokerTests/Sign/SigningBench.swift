import EIDJOSE
import EIDMethod
import FoundationEssentials
import PDFCorpus
import Synchronization

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// An engine between a person with a key and the services of a small certification authority.
struct SigningBench {
    let ca: TestAuthority
    /// The timestamp authority, whose certificate names the responder too.
    let authority: Certificate
    let services: TrustServices
    let person: Certificate
    let key: TestKey
    var configuration: SigningConfiguration
    let clock = Clock()
    let book = LogBook()

    /// A clock that stands at the time of the tests until it is moved.
    final class Clock: Sendable {
        private let offset = Mutex(0.0)
        var wall: WallClock { WallClock { TestTime.now + self.offset.withLock { $0 } } }
        func advance(by seconds: Double) { offset.withLock { $0 += seconds } }
    }

    init(_ change: (inout TestCertificate) -> Void = { _ in }) throws {
        ca = try TestAuthority()
        key = ca.personKey
        var plan = TestAuthority.personPlan
        change(&plan)
        person = try ca.issue(plan, key: ca.personKey)
        var authorityPlan = TestAuthority.authorityPlan
        authorityPlan.extras = [TestCertificate.answered(at: "http://ocsp.test/tsa")]
        authority = try ca.issue(authorityPlan, key: ca.authorityKey)
        services = TrustServices(ca, known: ["http://ocsp.test/": person, "http://ocsp.test/tsa": authority])
        let authority = authority
        services.change { $0.timestamp.certificate = authority }
        // The issuer is trusted directly: above it nobody answers questions.
        configuration = SigningConfiguration(
            timestamps: .init(url: try requireNotNil(URL(string: "http://tsa.test/")), anchors: [ca.issuer]),
            anchors: [ca.issuer]
        )
    }

    func engine() -> SignatureEngine {
        SignatureEngine(
            configuration: configuration,
            http: services,
            clock: clock.wall,
            random: services.random,
            log: book.logger
        )
    }

    func signer(_ algorithm: SigningAlgorithm? = .rsaSHA256) -> Signer {
        Signer(certificates: [Data(person.der), Data(ca.issuer.der)], algorithm: algorithm)
    }

    static func document(_ bytes: [UInt8] = Array("text to sign".utf8), name: String = "letter.txt") -> DocumentInput {
        DocumentInput(name: name, mediaType: "text/plain", sha256: SHA256.digest(bytes), bytes: bytes)
    }

    /// A document that the format can sign.
    static func document(for format: SignatureOrder.Format) -> DocumentInput {
        guard format == .pades else { return document() }
        var document = document(PDFCorpus.plain, name: "contract.pdf")
        document.mediaType = "application/pdf"
        return document
    }

    static func order(
        _ format: SignatureOrder.Format = .cades,
        _ level: SignatureLevel = .baseline,
        acceptable: SignatureLevel? = nil
    ) -> SignatureOrder {
        SignatureOrder(format: format, level: level, acceptableLevel: acceptable)
    }

    func value(_ prepared: PreparedDocument, by other: TestKey? = nil) throws -> [UInt8] {
        try (other ?? key).sign(digest: prepared.digest, prepared.toBeSigned.scheme)
    }

    /// A whole signing of one document.
    func signed(
        _ order: SignatureOrder,
        _ document: DocumentInput = document(),
        between: () -> Void = {}
    ) async throws -> SignedDocument {
        let engine = engine()
        let signer = try await engine.check(signer(), qualified: true)
        let prepared = try engine.prepare(order, document: document, signer: signer, policy: nil)
        // Both halves may be days and machines apart.
        let stored = try JSONDecoder().decode(PreparedDocument.self, from: JSONEncoder().encode(prepared))
        let values = try engine.verify([.init(name: "a", bytes: value(stored))], of: [("a", stored)])
        between()
        return try await engine.finish(stored, document: document, value: try requireNotNil(values["a"]))
    }
}
