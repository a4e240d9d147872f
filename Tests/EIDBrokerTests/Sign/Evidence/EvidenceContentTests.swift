import EIDJOSE
import EIDJSON
import Foundation
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// Evidence of a dishonest broker that says of a signature that it is over another document.
@Suite("Evidence over other documents") struct EvidenceContentTests {
    private typealias File = EvidenceVerifier.File

    private let bench: EvidenceBench
    private let other = File(name: "other", bytes: Array("I owe you one million".utf8))

    init() throws { bench = try EvidenceBench() }

    private func report(
        _ files: [File],
        _ change: (inout EvidenceRecord) throws -> Void
    ) async throws -> EvidenceReport {
        bench.verify(try await bench.evidence(change), files: files)
    }

    private func told(_ report: EvidenceReport) -> String {
        report.checks.map { "\($0.outcome.rawValue): \($0.sentence)" }.joined(separator: "\n")
    }

    /// Another document in the place of one, agreed to as it is.
    private func exchange(
        _ index: Int,
        of record: inout EvidenceRecord,
        for file: File,
        result: File? = nil,
        format: SignatureOrder.Format? = nil
    ) throws {
        let old = record.documents[index]
        record.documents[index] = SignedDocumentFacts(
            original: EvidenceBench.describe(file),
            format: format ?? old.format,
            levelRequested: old.levelRequested,
            levelReached: old.levelReached,
            signature: old.signature,
            result: result.map(EvidenceBench.describe) ?? old.result
        )
        let commitment = try DocumentCommitment(record.documents.map(\.original.sha256))
        record.commitment = commitment
        record.items = [
            try bench.item(bench.token { $0["nonce"] = .string(commitment.nonce(salt: bench.salt)) })
        ]
    }

    @Test("a signed PDF that does not begin with the document is refused") func otherBeginning() async throws {
        let report = try await report([other, EvidenceBench.signed]) { try exchange(0, of: &$0, for: other) }
        #expect(report.failure == .document, "\(told(report))")
        #expect(told(report).contains("contract-signed.pdf is over another document than “other”"))
    }

    @Test("a detached signature is over the document of the record, which need not be given", arguments: [true, false])
    func hashAlone(isOwn: Bool) async throws {
        let report = try await report([EvidenceBench.signedAnnex]) { record in
            if !isOwn { try exchange(1, of: &record, for: other) }
        }
        #expect((report.failure == .document) != isOwn, "\(told(report))")
        #expect(told(report).contains("passed: annex.pdf.p7s has the record's signature, at B-T.") == isOwn)
    }

    @Test("a document beside a signature over another one is refused") func otherBeside() async throws {
        let report = try await report([other, EvidenceBench.signedAnnex]) { try exchange(1, of: &$0, for: other) }
        #expect(report.failure == .document, "\(told(report))")
    }

    /// A message, token or container with a content inside, by the key that signs documents.
    private func enveloping(_ format: SignatureOrder.Format, _ content: [UInt8]) throws -> (
        file: File, signature: SignedDocumentFacts.Signature
    ) {
        let key = bench.ca.personKey
        let digest: [UInt8]
        let value: [UInt8]
        let bytes: [UInt8]
        if format == .jades {
            let prepared = try JAdESBuilder(certificate: bench.signer, chain: [bench.ca.issuer])
                .prepare(content, signingTime: TestTime.now)
            digest = prepared.toBeSigned.digest
            value = try key.sign(digest: digest, prepared.toBeSigned.scheme)
            bytes = Array(try prepared.signature(with: value).compact.utf8)
        } else {
            let builder = try CAdESBuilder(certificate: bench.signer, chain: [bench.ca.issuer])
            let container = try ASiCBuilder([("other", nil, content)])
            let prepared =
                format == .asice
                ? try builder.prepare(contentDigest: SHA256.digest(container.manifest), signingTime: TestTime.now)
                : try builder.prepare(enveloping: content, signingTime: TestTime.now)
            digest = prepared.toBeSigned.digest
            value = try key.sign(digest: digest, prepared.toBeSigned.scheme)
            let message = try prepared.signedData(with: value)
            bytes = format == .asice ? try container.container(with: message) : message.der
        }
        let scheme = try requireNotNil(bench.signer.key.defaultScheme)
        return (
            File(name: "signed", bytes: bytes),
            .init(digest: digest, scheme: scheme, value: value, certificate: bench.signer.fingerprint)
        )
    }

    @Test(
        "a document inside that is not the one handed in is refused",
        arguments: [SignatureOrder.Format.cadesEnveloping, .jades, .asice],
        [true, false]
    )
    func otherInside(_ format: SignatureOrder.Format, isOwn: Bool) async throws {
        let content = isOwn ? other.bytes : Array("I owe you nothing".utf8)
        let (file, signature) = try enveloping(format, content)
        let report = try await report([other, file]) { record in
            record.documents[1].signature = signature
            record.documents[1].levelReached = .baseline
            try exchange(1, of: &record, for: other, result: file, format: format)
        }
        let isRefused = told(report).contains("failed: The signature in signed is over another document than “other”.")
        #expect(isRefused != isOwn, "\(told(report))")
        if isOwn { #expect(report.verdict == .valid, "\(told(report))") }
    }

    @Test(
        "a file of another format than the record names is refused",
        arguments: [SignatureOrder.Format.cades, .asice]
    )
    func otherFormat(_ format: SignatureOrder.Format) async throws {
        let report = try await report([EvidenceBench.contract, EvidenceBench.signed]) {
            try exchange(0, of: &$0, for: EvidenceBench.contract, format: format)
        }
        #expect(report.failure == .document, "\(told(report))")
    }

    @Test("a detached signature that is called enveloping is refused") func detachedAsEnveloping() async throws {
        let report = try await report([EvidenceBench.annex, EvidenceBench.signedAnnex]) {
            try exchange(1, of: &$0, for: EvidenceBench.annex, format: .cadesEnveloping)
        }
        #expect(report.failure == .document, "\(told(report))")
    }

    @Test("two documents with one value are refused") func oneValue() async throws {
        let report = try await report([]) { $0.documents[1].signature = $0.documents[0].signature }
        #expect(told(report).contains("failed: “annex.pdf” has the value of another document."), "\(told(report))")
    }

    @Test("a bare value over something else is refused", arguments: [true, false]) func otherRaw(isOwn: Bool)
        async throws
    {
        let report = try await report(isOwn ? [EvidenceBench.annex] : []) { record in
            let hash = isOwn ? record.documents[1].original.sha256 : SHA256.digest(other.bytes)
            try bench.makeRaw(&record, over: hash)
        }
        let isRefused = told(report).contains("failed: The value for “annex.pdf” is over something else.")
        #expect(isRefused != isOwn, "\(told(report))")
        if isOwn { #expect(told(report).contains("passed: The value for “annex.pdf” is over it."), "\(told(report))") }
    }

    @Test("a document without its signed file leaves it in doubt whether that is over it") func onlyOriginal()
        async throws
    {
        let report = try await report([other]) { try exchange(0, of: &$0, for: other) }
        #expect(report.verdict == .indeterminate && report.gaps.contains(.document), "\(told(report))")
        #expect(told(report).contains("“other” was given, and not as it was signed"))
    }
}
