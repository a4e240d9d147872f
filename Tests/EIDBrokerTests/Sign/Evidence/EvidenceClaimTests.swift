import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// What a record claims without having it: the kind of signature, levels, and the upstream's word.
@Suite("Evidence that claims") struct EvidenceClaimTests {
    private let bench: EvidenceBench

    init() throws { bench = try EvidenceBench() }

    private func report(
        files: [EvidenceVerifier.File] = [],
        _ change: (inout EvidenceRecord) throws -> Void
    ) async throws -> EvidenceReport {
        bench.verify(try await bench.evidence(change), files: files)
    }

    private func sentences(_ report: EvidenceReport) -> String { report.checks.map(\.sentence).joined(separator: "\n") }

    /// A person's own values, without anything that an upstream said.
    private func makeQualified(_ record: inout EvidenceRecord) throws {
        record.kind = .qualified
        record.method = .init(id: "itsme", type: .signing)
        record.items = []
        record.commitment = nil
        record.person.attributes = []
        record.person.authenticatedAt = nil
        try bench.exchangeValues(of: &record, by: bench.ca.person, bench.ca.personKey)
    }

    // MARK: The upstream's word

    @Test("another assurance than the upstream signed is refused") func otherWord() async throws {
        let report = try await report { $0.method.acr = "urn:qualified" }
        #expect(report.verdict == .invalid && report.failure == .assurance, "\(sentences(report))")
    }

    @Test(
        "an assurance that the upstream did not sign is said to stand under the seal alone",
        arguments: [true, false]
    )
    func unsignedWord(isLeftOut: Bool) async throws {
        let report = try await report { record in
            if isLeftOut {
                record.method.acr = nil
            } else {
                record.items = [try bench.item(bench.token { $0["acr"] = nil })]
            }
        }
        #expect(report.verdict == .valid && report.gaps.filter { $0 == .assurance }.count == 2)
        let sentence = isLeftOut ? "leaves out the upstream's word" : "“urn:advanced” stands under the seal alone"
        #expect(sentences(report).contains(sentence), "\(sentences(report))")
    }

    @Test("an assurance is said to be the broker's reading") func reading() async throws {
        let report = try await report { _ in }
        #expect(sentences(report).contains("That it counts as “high” is the broker's own reading of it."))
    }

    // MARK: The kind of signature

    @Test("a qualified signature by a person with a qualified certificate is valid") func qualified() async throws {
        let report = try await report { try makeQualified(&$0) }
        #expect(report.verdict == .valid && report.kind == .qualified, "\(sentences(report))")
    }

    @Test("a qualified signature over a seal's value is refused") func qualifiedSeal() async throws {
        for usage in [KeyUsage.digitalSignature, .contentCommitment] {
            var plan = TestCertificate(serial: 320, name: [(.organization, "Operator"), (.commonName, "Seal")])
            plan.keyUsage = usage
            let seal = try bench.ca.issue(plan, key: bench.ca.personKey)
            let report = try await report { record in
                try makeQualified(&record)
                try bench.exchangeValues(of: &record, by: seal, bench.ca.personKey)
            }
            #expect(report.verdict == .invalid && report.failure == .certificate, "\(sentences(report))")
        }
    }

    @Test("a qualified signature with a key for something else is refused") func qualifiedAuthentication() async throws
    {
        var plan = TestAuthority.personPlan
        plan.serial = 321
        plan.keyUsage = .digitalSignature
        let person = try bench.ca.issue(plan, key: bench.ca.personKey)
        let report = try await report { record in
            try makeQualified(&record)
            try bench.exchangeValues(of: &record, by: person, bench.ca.personKey)
        }
        #expect(report.failure == .certificate, "\(sentences(report))")
    }

    @Test("a qualified signature is in doubt where only a trusted list could tell") func unclaimed() async throws {
        var plan = TestAuthority.personPlan
        plan.serial = 322
        plan.qualified = []
        let person = try bench.ca.issue(plan, key: bench.ca.personKey)
        let report = try await report { record in
            try makeQualified(&record)
            try bench.exchangeValues(of: &record, by: person, bench.ca.personKey)
        }
        #expect(report.failure == nil && report.verdict == .indeterminate && report.gaps.contains(.certificate))
    }

    @Test("an advanced signature by a person's key is refused") func advancedPerson() async throws {
        let report = try await report { try bench.exchangeValues(of: &$0, by: bench.ca.person, bench.ca.personKey) }
        #expect(report.failure == .certificate, "\(sentences(report))")
    }

    // MARK: What a document has

    @Test("a signing without a value, a result or a level is refused", arguments: ["signed", "result", "level"])
    func incomplete(part: String) async throws {
        let report = try await report { record in
            switch part {
            case "signed": record.documents[1].signature = nil
            case "result": record.documents[1].result = nil
            default: record.documents[1].levelReached = nil
            }
        }
        #expect(
            report.verdict == .invalid && report.checks.contains { $0.subject == .signature && $0.outcome == .failed }
        )
    }

    @Test("a method's own signature alone is in doubt without a tool for it") func native() async throws {
        let report = try await report { record in
            record.items = [
                EvidenceItem(kind: "signature", mediaType: "application/cbor", content: Data([1]), keys: nil)
            ]
            record.timestamps = []
            for index in record.documents.indices {
                record.documents[index].signature = nil
                record.documents[index].levelReached = nil
            }
        }
        #expect(report.failure == nil && report.verdict == .indeterminate, "\(sentences(report))")
        #expect(report.gaps.contains(.signature) && report.gaps.contains(.binding))
    }

    @Test("a level that needs a timestamp is refused without one over that value") func unstamped() async throws {
        let report = try await report { $0.timestamps.removeLast() }
        #expect(report.failure == .timestamp, "\(sentences(report))")
        let twice = try await self.report { $0.timestamps[1] = $0.timestamps[0] }
        #expect(twice.failure == .timestamp, "\(sentences(twice))")
    }

    @Test("B-LTA is refused without a timestamp over more than a value") func unarchived() async throws {
        let claim: (inout EvidenceRecord) -> Void = { $0.documents[1].levelReached = .archival }
        let report = try await report(claim)
        #expect(report.failure == .timestamp, "\(sentences(report))")
        let archived = try await self.report { record in
            claim(&record)
            record.timestamps.append(try bench.ca.verifiedTimestamp(SHA256.digest("the whole file")).token.der)
        }
        #expect(archived.verdict == .valid, "\(sentences(archived))")
    }

    // MARK: Signed files

    private let all = [EvidenceBench.contract, EvidenceBench.annex, EvidenceBench.signed, EvidenceBench.signedAnnex]

    @Test("the signature in each signed file, at its level, is valid") func files() async throws {
        let report = try await report(files: all) { _ in }
        #expect(report.verdict == .valid, "\(sentences(report))")
        #expect(sentences(report).contains("contract-signed.pdf has the record's signature, at B-LT."))
        #expect(sentences(report).contains("annex.pdf.p7s has the record's signature, at B-T."))
    }

    @Test("a signed file that has another value is refused") func otherValue() async throws {
        let report = try await report(files: [EvidenceBench.signed]) { record in
            try bench.exchangeValues(of: &record, by: bench.signer, bench.ca.personKey)
        }
        #expect(report.failure == .document, "\(sentences(report))")
        #expect(sentences(report).contains("has no signature with the value of the record"))
    }

    @Test("a signed file at a lower level is refused") func lowerLevel() async throws {
        let report = try await report(files: all) { $0.documents[1].levelReached = .longTerm }
        #expect(report.failure == .document, "\(sentences(report))")
    }

    @Test("a signed file under another certificate of the same key is refused") func otherCertificate() async throws {
        var plan = TestCertificate(serial: 323, name: [(.organization, "Example NV"), (.commonName, "Seal")])
        plan.keyUsage = .digitalSignature
        let twin = try bench.ca.issue(plan, key: bench.ca.personKey)
        let report = try await report(files: [EvidenceBench.signed]) { record in
            record.material.certificates.append(twin)
            record.documents[0].signature = record.documents[0].signature.map {
                .init(digest: $0.digest, scheme: $0.scheme, value: $0.value, certificate: twin.fingerprint)
            }
        }
        #expect(report.failure == .document, "\(sentences(report))")
    }

    @Test("a signature over another digest than SHA-256 is not judged without its document") func otherDigest()
        async throws
    {
        let ca = bench.ca
        var plan = TestCertificate(serial: 331, name: [(.organization, "Operator"), (.commonName, "Strong Seal")])
        plan.keyUsage = .digitalSignature
        let seal = try ca.issue(plan, key: ca.strongKey)
        let digest = try DigestAlgorithm.sha384.digest(EvidenceBench.annex.bytes)
        let prepared = try CAdESBuilder(certificate: seal, chain: [ca.issuer])
            .prepare(contentDigest: digest, signingTime: TestTime.now)
        let toBeSigned = prepared.toBeSigned
        let value = try ca.strongKey.sign(digest: toBeSigned.digest)
        let file = EvidenceVerifier.File(name: "annex.p7s", bytes: try prepared.signedData(with: value).der)
        func report(_ files: [EvidenceVerifier.File]) async throws -> EvidenceReport {
            try await self.report(files: files) { record in
                record.documents[1].levelReached = .baseline
                record.documents[1].signature = .init(
                    digest: toBeSigned.digest,
                    scheme: toBeSigned.scheme,
                    value: value,
                    certificate: seal.fingerprint
                )
                record.documents[1].result = EvidenceBench.describe(file)
                record.material.certificates.append(seal)
            }
        }
        let alone = try await report([file])
        #expect(alone.failure == nil && sentences(alone).contains("is over another digest than SHA-256"))
        let both = try await report([file, EvidenceBench.annex])
        #expect(both.failure == nil && sentences(both).contains("annex.p7s has the record's signature, at B-B."))
    }

    @Test("a bare value is that of the record, and no other", arguments: [true, false]) func bareValue(isOwn: Bool)
        async throws
    {
        var value: [UInt8] = []
        let evidence = try await bench.evidence { record in
            try makeQualified(&record)
            let old = record.documents[1]
            try bench.makeRaw(&record, over: old.original.sha256)
            value = isOwn ? try #require(record.documents[1].signature?.value) : [1, 2, 3]
            record.documents[1] = SignedDocumentFacts(
                original: old.original,
                format: .raw,
                levelRequested: .baseline,
                signature: record.documents[1].signature,
                result: EvidenceBench.describe(.init(name: "annex.sig", bytes: value))
            )
        }
        let report = bench.verify(evidence, files: [.init(name: "annex.sig", bytes: value)])
        #expect(report.failure == (isOwn ? nil : .document), "\(sentences(report))")
    }
}
