import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// The seal, and everything that somebody could do to it.
@Suite("Seal of evidence") struct EvidenceSealTests {
    private let bench: EvidenceBench

    init() throws { bench = try EvidenceBench() }

    @Test("is valid with everything at hand") func valid() async throws {
        let report = bench.verify(try await bench.evidence())
        #expect(report.failure == nil)
        #expect(report.verdict == .valid)
        // The date of birth, which methods convert, and the level, which the broker made of the upstream's word.
        #expect(report.gaps == [.attributes, .assurance])
        #expect(report.kind == .advanced)
        #expect(report.transaction == "t-1" && report.client == "shop")
        #expect(report.sealedAt == TestTime.now + 30)
    }

    @Test("of another organisation than the one on the documents leaves them in doubt")
    func otherOrganization() async throws {
        var plan = TestCertificate(
            serial: 301,
            name: [(.country, "BE"), (.organization, "Other Operator"), (.commonName, "Other Seal")]
        )
        plan.keyUsage = .digitalSignature
        let other = try bench.ca.issue(plan, key: bench.ca.curveKey)
        let report = bench.verify(try await bench.sealer(other).seal(bench.record()))
        #expect(report.verdict == .indeterminate && report.failure == nil && report.gaps.contains(.certificate))
    }

    @Test("holds with a timestamp of somebody unknown beside one that is trusted") func unknownTimestamp() async throws
    {
        let ca = bench.ca
        var plan = TestAuthority.authorityPlan
        plan.serial = 900
        let stranger = try plan.issue(key: ca.strangerKey, by: ca.strangerKey, issuer: plan.subject)
        let signature = try JAdESSignature(json: String(decoding: try await bench.evidence(), as: UTF8.self))
        let request = try TimestampRequest(imprint: signature.imprint())
        let fault = TimestampFault(time: TestTime.now + 30, certificate: stranger, key: ca.strangerKey, issuers: [])
        let token = try TimestampResponse(der: ca.timestamp(request, fault)).token
        var rules = TimestampRules(anchors: TrustAnchors([stranger]))
        rules.tolerance = 60
        let added = try signature.adding(rules.verify(token, imprint: request.imprint, at: TestTime.now + 30))
        let report = bench.verify(Array(added.json.utf8))
        #expect(report.verdict == .valid && report.sealedAt == TestTime.now + 30, "\(report.checks.map(\.sentence))")
        #expect(report.gaps.contains(.sealTime))
    }

    @Test("of nobody trusted is worth no look at every answer") func untrustedAnswers() async throws {
        let evidence = try await bench.evidence { record in
            record.material.responses.append(try bench.ca.ocsp(about: bench.ca.strong, by: bench.ca.issuer))
        }
        func tells(_ anchors: TrustAnchors) -> Bool {
            EvidenceVerifier(anchors: anchors, timestampAnchors: bench.ca.anchors)
                .verify(evidence, at: TestTime.now + 3600).checks.contains { $0.sentence.contains("for nothing") }
        }
        #expect(tells(bench.ca.anchors) && !tells(TrustAnchors([])))
    }

    @Test("stands on no record that nobody could read: the largest lists are left out") func largeLists() async throws {
        var record = try bench.record()
        let (small, large) = ([UInt8](repeating: 1, count: 1000), [UInt8](repeating: 2, count: 16 << 20))
        record.material.lists = [small, large, large]
        await #expect(throws: SigningFailure(.batchTooLarge, "")) { try await bench.sealer().seal(record) }
        record.leaveOutLargeLists()
        #expect(record.material.lists == [small, large])
        #expect(record.serialized().count <= EvidenceRecord.limits.maximumBytes)
    }

    @Test("is a JAdES signature at B-T with its own type") func format() async throws {
        let text = String(decoding: try await bench.evidence(), as: UTF8.self)
        let signature = try JAdESSignature(json: text)
        #expect(signature.timestamps.count == 1)
        #expect(signature.mediaType == EvidenceRecord.mediaType)
        #expect(signature.type == EvidenceSealer.type)
        #expect(try EvidenceRecord(serialized: signature.content).transaction == "t-1")
    }

    @Test("stays in doubt without anybody to trust") func untrusted() async throws {
        let nobody = TrustAnchors([])
        let report = EvidenceVerifier(anchors: nobody, timestampAnchors: nobody)
            .verify(try await bench.evidence(), at: TestTime.now + 3600)
        #expect(report.verdict == .indeterminate)
        #expect(report.gaps.prefix(2) == [.sealTime, .sealCertificate])
    }

    @Test("with a changed record does not hold") func changedPayload() async throws {
        let evidence = try await bench.tampered { sealed in
            var record = try bench.record()
            record.client = "thief"
            sealed["payload"] = .string(Base64URL.encode(record.serialized()))
        }
        #expect(bench.verify(evidence).failure == .seal)
        #expect(bench.verify(evidence).transaction == nil)
    }

    @Test("with a changed header does not hold") func changedHeader() async throws {
        let other = try await bench.sealer().seal(try bench.record())
        let foreign = try JSONValue.parse(other, limits: JSONLimits(maximumBytes: 1 << 20)).requireString("signature")
        let evidence = try await bench.tampered { $0["signature"] = .string(String(foreign.reversed())) }
        #expect(bench.verify(evidence).failure == .seal)
    }

    @Test("with more timestamps than anybody needs is refused") func tooManyTimestamps() async throws {
        let evidence = try await bench.evidence()
        let seal = try JAdESSignature(json: String(decoding: evidence, as: UTF8.self))
        let token = try requireNotNil(seal.timestamps.first)
        // Whoever reads the seal refuses them already.
        for (count, failure) in [(64, nil), (65, .seal)] as [(Int, EvidenceReport.Check.Subject?)] {
            var sealed = JSON(try JSONValue.parse(evidence, limits: JSONLimits(maximumBytes: 1 << 20)))
            sealed["header"] = JAdESTimestamps.header(Array(repeating: token, count: count))
            #expect(bench.verify(sealed.serialized()).failure == failure)
        }
    }

    @Test("without its timestamp proves no time") func strippedTimestamp() async throws {
        let evidence = try await bench.tampered { $0["header"] = nil }
        let report = bench.verify(evidence)
        #expect(report.verdict == .indeterminate)
        #expect(report.gaps.contains(.sealTime))
    }

    @Test("with the timestamp of another seal does not hold") func foreignTimestamp() async throws {
        let stamp = try bench.ca.verifiedTimestamp(SHA256.digest("another")).token.der
        let property: JSON = ["sigTst": ["tstTokens": [["val": .string(Base64.encode(stamp))]]]]
        let evidence = try await bench.tampered { sealed in
            sealed["header"] = ["etsiU": [.string(Base64URL.encode(property.serialized()))]]
        }
        #expect(bench.verify(evidence).failure == .sealTime)
    }

    @Test("by a certificate that nobody here trusts is refused") func foreignSeal() async throws {
        let stranger = try EvidenceBench()
        var plan = TestCertificate(serial: 1, name: [(.organization, "Sample Operator"), (.commonName, "Sample Seal")])
        plan.keyUsage = .digitalSignature
        let forged = try plan.issue(key: bench.ca.strangerKey, by: bench.ca.strangerKey, issuer: plan.subject)
        let evidence = try await stranger.sealer(forged, key: bench.ca.strangerKey).seal(try bench.record())
        #expect(bench.verify(evidence).failure == .sealCertificate)
    }

    @Test("by a person is refused, although their issuer is trusted") func person() async throws {
        let evidence = try await bench.sealer(bench.ca.curve).seal(try bench.record())
        #expect(bench.verify(evidence).failure == .sealCertificate)
    }

    @Test(
        "by somebody who is no organisation is refused, although their issuer is trusted",
        arguments: [
            [(.organization, "Example NV"), (.pseudonym, "A Clerk")], [(.commonName, "A Clerk")],
            [(.organization, "Example NV"), (.surname, "Clerk")],
            [(.organization, "Example NV"), (.givenName, "Anna")],
        ] as [[(OID, String)]]
    )
    func noOrganisation(name: [(OID, String)]) async throws {
        var plan = TestCertificate(serial: 301, name: name)
        plan.keyUsage = .digitalSignature
        let certificate = try bench.ca.issue(plan, key: bench.ca.curveKey)
        let evidence = try await bench.sealer(certificate, key: bench.ca.curveKey).seal(try bench.record())
        #expect(bench.verify(evidence).failure == .sealCertificate)
    }

    @Test("by a certificate for something else is refused", arguments: ["servers", "responders", "authorities"])
    func otherPurpose(_ kind: String) async throws {
        var plan = TestCertificate(serial: 302, name: [(.organization, "Example NV"), (.commonName, "shop.example")])
        plan.keyUsage = [.digitalSignature, .keyEncipherment]
        switch kind {
        case "servers": plan.purposes = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]
        case "responders": plan.purposes = [.ocspSigning]
        default: plan.isAuthority = true
        }
        let certificate = try bench.ca.issue(plan, key: bench.ca.curveKey)
        let evidence = try await bench.sealer(certificate, key: bench.ca.curveKey).seal(try bench.record())
        #expect(bench.verify(evidence).failure == .sealCertificate)
    }

    @Test("over a document's value by a certificate for something else is refused") func otherSigner() async throws {
        var plan = TestCertificate(serial: 303, name: [(.organization, "Example NV"), (.commonName, "shop.example")])
        plan.keyUsage = .digitalSignature
        plan.purposes = ["1.3.6.1.5.5.7.3.1"]
        let signer = try bench.ca.issue(plan, key: bench.ca.personKey)
        let evidence = try await bench.evidence { record in
            record.material.certificates.append(signer)
            for (index, document) in record.documents.enumerated() {
                record.documents[index].signature = document.signature.map {
                    .init(digest: $0.digest, scheme: $0.scheme, value: $0.value, certificate: signer.fingerprint)
                }
            }
        }
        #expect(bench.verify(evidence, files: []).failure == .certificate)
    }

    @Test("without an answer is in doubt, although the certificate says that none is needed") func noCheck()
        async throws
    {
        var plan = TestCertificate(serial: 304, name: [(.organization, "Example NV"), (.commonName, "Example Seal")])
        plan.keyUsage = .digitalSignature
        plan.extras = [TestCertificate.make(.ocspNoCheck, .null)]
        let certificate = try bench.ca.issue(plan, key: bench.ca.curveKey)
        let evidence = try await bench.sealer(certificate, key: bench.ca.curveKey).seal(try bench.record())
        let report = bench.verify(evidence)
        let missing = "No answer in the record says whether the seal's path was revoked."
        #expect(report.failure == nil && report.checks.contains { $0.sentence == missing })
    }

    @Test("that was revoked before is refused") func revoked() async throws {
        let evidence = try await bench.evidence { record in
            let fault = AnswerFault(revokedSince: TestTime.now - 3600, thisUpdate: TestTime.now + 60)
            record.material.responses = [try bench.ca.ocsp(about: bench.seal, by: bench.ca.issuer, fault)]
        }
        #expect(bench.verify(evidence).failure == .revocation)
    }

    @Test("on a client's document is refused, although the client calls it evidence") func otherContent() async throws {
        let builder = try JAdESBuilder(certificate: bench.seal, chain: [bench.ca.issuer])
        let prepared = try builder.prepare(
            bench.record().serialized(),
            mediaType: EvidenceRecord.mediaType,
            signingTime: TestTime.now
        )
        let value = try bench.ca.curveKey.sign(digest: prepared.toBeSigned.digest)
        let evidence = Array(try prepared.signature(with: value).json.utf8)
        #expect(bench.verify(evidence).failure == .seal)
    }

    @Test("with a doubled member is refused", arguments: ["payload", "signature", "protected"])
    func doubled(_ member: String) async throws {
        let text = String(decoding: try await bench.evidence(), as: UTF8.self)
        let twice = Array(text.replacing("{\"payload\"", with: "{\"\(member)\":\"\",\"payload\"").utf8)
        #expect(bench.verify(twice).failure == .seal)
    }

    @Test("that is cut off is refused, wherever") func truncated() async throws {
        let evidence = try await bench.evidence()
        for length in stride(from: 0, to: evidence.count, by: 499) {
            #expect(bench.verify(Array(evidence.prefix(length))).verdict != .valid)
        }
    }

    @Test("fails when the timestamp authority does") func noTimestamp() async throws {
        let sealer = EvidenceSealer(
            seal: .certificate([bench.seal]) { [ca = bench.ca] in
                try ca.curveKey.sign(digest: $0)
            },
            timestamp: { _ in throw SignatureError(.timestampFailed, "down") },
            clock: WallClock { TestTime.now }
        )
        await #expect(throws: SigningFailure(.timestampFailed, "")) { try await sealer.seal(try bench.record()) }
    }

    @Test("is replaced by the broker's own key where there is none") func brokerKey() async throws {
        let key = try JWK.generate(.p256, keyID: "broker-1", use: .signature, algorithm: .es256)
        let sealer = EvidenceSealer(
            seal: .brokerKey(try JWSSigner(key: key)),
            timestamp: nil,
            clock: WallClock { TestTime.now }
        )
        let evidence = try await sealer.seal(try bench.record())
        var report = bench.verify(evidence)
        #expect(report.verdict == .indeterminate && report.gaps == [.seal])
        let keys = try JWKSet(keys: [try requireNotNil(key.publicHalf)])
        let verifier = EvidenceVerifier(anchors: bench.ca.anchors, timestampAnchors: bench.ca.anchors, brokerKeys: keys)
        report = verifier.verify(evidence, at: TestTime.now + 3600)
        #expect(report.failure == nil)
        #expect(report.verdict == .indeterminate && report.gaps.contains(.sealTime))
        // Another token of the same key is no evidence.
        let token = try JWSSigner(key: key).sign(try bench.record().serialized(), type: "JWT")
        #expect(verifier.verify(Array(token.utf8), at: TestTime.now).failure == .seal)
        let foreign = try JWKSet(keys: [JWK.generate(.p256, keyID: "broker-1", algorithm: .es256)])
        let other = EvidenceVerifier(anchors: bench.ca.anchors, timestampAnchors: bench.ca.anchors, brokerKeys: foreign)
        #expect(other.verify(evidence, at: TestTime.now).failure == .seal)
    }

    /// Evidence under the broker's own key with a timestamp, and whoever knows that key.
    private func brokerSealed(stamping imprint: [UInt8]? = nil) async throws -> ([UInt8], EvidenceVerifier) {
        let key = try JWK.generate(.p256, keyID: "broker-1", use: .signature, algorithm: .es256)
        let sealer = EvidenceSealer(
            seal: .brokerKey(try JWSSigner(key: key)),
            timestamp: { [ca = bench.ca] in try ca.verifiedTimestamp(imprint ?? $0, time: TestTime.now + 30) },
            clock: WallClock { TestTime.now }
        )
        let verifier = EvidenceVerifier(
            anchors: bench.ca.anchors,
            timestampAnchors: bench.ca.anchors,
            brokerKeys: try JWKSet(keys: [try requireNotNil(key.publicHalf)])
        )
        return (try await sealer.seal(try bench.record()), verifier)
    }

    @Test("by the broker's own key is valid with a timestamp, for whoever knows the key") func brokerKeyWithTime()
        async throws
    {
        let (evidence, verifier) = try await brokerSealed()
        #expect(EvidenceSealer.mediaType(of: evidence) == "application/jose+json")
        let files = [EvidenceBench.contract, EvidenceBench.annex, EvidenceBench.signed, EvidenceBench.signedAnnex]
        let report = verifier.verify(evidence, files: files, at: TestTime.now + 3600)
        #expect(report.failure == nil && report.verdict == .valid)
        #expect(report.sealedAt == TestTime.now + 30)
        #expect(report.checks.first?.sentence.contains("broker-1") == true)
        #expect(bench.verify(evidence).verdict == .indeterminate, "without the key nothing can be said")
    }

    @Test("by the broker's own key with another timestamp is not made") func brokerKeyForeignTime() async throws {
        await #expect(throws: SigningFailure(.timestampFailed, "")) {
            _ = try await brokerSealed(stamping: SHA256.digest("another"))
        }
    }

    @Test("by the broker's own key does not hold with the timestamp of another", arguments: ["foreign", "broken"])
    func brokerKeyExchangedTime(_ kind: String) async throws {
        let (evidence, verifier) = try await brokerSealed()
        var sealed = JSON(try JSONValue.parse(evidence, limits: JSONLimits(maximumBytes: 1 << 20)))
        let stamp = try bench.ca.verifiedTimestamp(SHA256.digest("another"))
        sealed["header"] = kind == "foreign" ? JAdESTimestamps.header([stamp.token]) : ["etsiU": ["!"]]
        let report = verifier.verify(sealed.serialized(), at: TestTime.now + 3600)
        #expect(report.failure == (kind == "foreign" ? .sealTime : .seal))
    }

    @Test("by the broker's own key proves no time once its timestamp is taken out") func brokerKeyStripped()
        async throws
    {
        let (evidence, verifier) = try await brokerSealed()
        var sealed = JSON(try JSONValue.parse(evidence, limits: JSONLimits(maximumBytes: 1 << 20)))
        sealed["header"] = nil
        let report = verifier.verify(sealed.serialized(), at: TestTime.now + 3600)
        #expect(report.verdict == .indeterminate && report.gaps.contains(.sealTime) && report.sealedAt == nil)
    }

    @Test("by the broker's own key with a changed record does not hold") func brokerKeyChanged() async throws {
        let (evidence, verifier) = try await brokerSealed()
        var sealed = JSON(try JSONValue.parse(evidence, limits: JSONLimits(maximumBytes: 1 << 20)))
        var record = try bench.record()
        record.client = "thief"
        sealed["payload"] = .string(Base64URL.encode(record.serialized()))
        let report = verifier.verify(sealed.serialized(), at: TestTime.now + 3600)
        #expect(report.failure == .seal && report.transaction == nil)
    }

    @Test("by the broker's own key is not made when the timestamp authority is down") func brokerKeyNoAuthority()
        async throws
    {
        let key = try JWK.generate(.p256, keyID: "broker-1", use: .signature, algorithm: .es256)
        let sealer = EvidenceSealer(
            seal: .brokerKey(try JWSSigner(key: key)),
            timestamp: { _ in throw SignatureError(.timestampFailed, "down") },
            clock: WallClock { TestTime.now }
        )
        await #expect(throws: SigningFailure(.timestampFailed, "")) { try await sealer.seal(try bench.record()) }
    }
}
