import EIDJOSE
import FoundationEssentials
import PDFCorpus

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// Two documents as a broker hands them out: a PDF at B-LT, and a message at B-T beside the second.
///
/// Made once for all tests: certificates and values differ each time.
struct SignedDocuments {
    /// One document, and what came of it.
    struct Document {
        let original: EvidenceVerifier.File
        let result: EvidenceVerifier.File
        let format: SignatureOrder.Format
        let level: SignatureLevel
        let message: SignedData
    }

    static let made = Result { try SignedDocuments() }

    let ca: TestAuthority
    /// What documents are sealed with; the evidence has another seal.
    let signer: Certificate
    let contract: Document
    let annex: Document

    private init() throws {
        ca = try TestAuthority()
        var plan = TestCertificate(
            serial: 310,
            name: [(.country, "BE"), (.organization, "Sample Operator"), (.commonName, "Sample Document Seal")]
        )
        plan.keyUsage = .digitalSignature
        signer = try ca.issue(plan, key: ca.personKey)
        contract = try Self.contract(ca, signer)
        annex = try Self.annex(ca, signer)
    }

    private static func contract(_ ca: TestAuthority, _ signer: Certificate) throws -> Document {
        let original = PDFCorpus.plain
        var maker = TestDocument(ca)
        maker.certificate = signer
        let prepared = try maker.prepared(original)
        let message = try stamped(
            prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest)),
            ca
        )
        let file = try SignedPDF(prepared.signed(original: original, cms: message)).adding(maker.material())
        return Document(
            original: .init(name: "contract.pdf", bytes: original),
            result: .init(name: "contract-signed.pdf", bytes: file),
            format: .pades,
            level: .longTerm,
            message: message
        )
    }

    private static func annex(_ ca: TestAuthority, _ signer: Certificate) throws -> Document {
        let original = Array("an annex".utf8)
        let builder = try CAdESBuilder(certificate: signer, chain: [ca.issuer])
        let prepared = try builder.prepare(contentDigest: SHA256.digest(original), signingTime: TestTime.now)
        let message = try stamped(
            prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest)),
            ca
        )
        return Document(
            original: .init(name: "annex.pdf", bytes: original),
            result: .init(name: "annex.pdf.p7s", bytes: message.der),
            format: .cades,
            level: .timestamped,
            message: message
        )
    }

    private static func stamped(_ message: SignedData, _ ca: TestAuthority) throws -> SignedData {
        try message.adding(signatureTimestamp: ca.verifiedTimestamp(message.signatureImprint()))
    }
}

extension SignedDocuments.Document {
    /// What a record says of it.
    func facts(by signer: Certificate) throws -> SignedDocumentFacts {
        let info = try message.onlySigner()
        return SignedDocumentFacts(
            original: EvidenceBench.describe(original),
            format: format,
            levelRequested: level,
            levelReached: level,
            signature: .init(
                digest: try info.digest.digest(requireNotNil(info.signedBytes)),
                scheme: info.scheme,
                value: info.signature,
                certificate: signer.fingerprint
            ),
            result: EvidenceBench.describe(result)
        )
    }

    /// The timestamps of its signature.
    func timestamps() throws -> [[UInt8]] { try message.signatureTimestamps().map(\.der) }
}
