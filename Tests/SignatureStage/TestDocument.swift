import EIDPDF
import FoundationEssentials
import PDFCorpus

@testable import EIDSignature

/// A person's signature inside a PDF, at each level.
struct TestDocument {
    let ca: TestAuthority
    var certificate: Certificate
    var key: TestKey

    init(_ ca: TestAuthority) {
        self.ca = ca
        certificate = ca.person
        key = ca.personKey
    }

    /// Another signer, with a curve.
    static func second(_ ca: TestAuthority) -> TestDocument {
        var result = TestDocument(ca)
        result.certificate = ca.curve
        result.key = ca.curveKey
        return result
    }

    typealias Settings = (inout PAdESBuilder) -> Void

    func prepared(_ document: [UInt8] = PDFCorpus.plain, _ settings: Settings = { _ in }) throws -> PreparedPAdES {
        var builder = try PAdESBuilder(certificate: certificate, chain: [ca.issuer])
        settings(&builder)
        return try builder.prepare(document, signingTime: TestTime.now)
    }

    func baseline(_ document: [UInt8] = PDFCorpus.plain, _ settings: Settings = { _ in }) throws -> [UInt8] {
        let prepared = try prepared(document, settings)
        let message = try prepared.signedData(
            with: key.sign(digest: prepared.toBeSigned.digest, prepared.toBeSigned.scheme)
        )
        return try prepared.signed(original: document, cms: message)
    }

    func timestamped(
        _ document: [UInt8] = PDFCorpus.plain,
        at time: Date = TestTime.now,
        _ settings: Settings = { _ in }
    ) throws -> [UInt8] {
        let prepared = try prepared(document, settings)
        let value = try key.sign(digest: prepared.toBeSigned.digest, prepared.toBeSigned.scheme)
        let message = try prepared.signedData(with: value)
        let timestamp = try ca.verifiedTimestamp(message.signatureImprint(), time: time)
        return try prepared.signed(original: document, cms: message.adding(signatureTimestamp: timestamp))
    }

    /// Answers for everybody below the root.
    func material(_ fault: AnswerFault = AnswerFault(thisUpdate: TestTime.now)) throws -> ValidationMaterial {
        ValidationMaterial(
            certificates: [certificate, ca.issuer, ca.authority, ca.root, ca.responder],
            responses: [
                try ca.ocsp(about: certificate, by: ca.issuer, fault),
                try ca.ocsp(about: ca.authority, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now)),
            ],
            lists: [try ca.list(by: ca.root, key: ca.rootKey, thisUpdate: TestTime.now)]
        )
    }

    func longTerm(_ document: [UInt8] = PDFCorpus.plain, _ settings: Settings = { _ in }) throws -> [UInt8] {
        try SignedPDF(timestamped(document, settings)).adding(material())
    }

    func archival(_ document: [UInt8] = PDFCorpus.plain, _ settings: Settings = { _ in }) throws -> [UInt8] {
        try stamped(longTerm(document, settings), at: TestTime.now + 30)
    }

    /// The document with a document timestamp.
    func stamped(_ document: [UInt8], at time: Date) throws -> [UInt8] {
        let prepared = try SignedPDF(document).prepareDocumentTimestamp()
        return try prepared.embedding(ca.verifiedTimestamp(prepared.imprint, time: time), original: document)
    }
}
