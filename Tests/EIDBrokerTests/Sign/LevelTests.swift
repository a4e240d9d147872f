import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// The level reached is the level that stands in the file, never less honest than that.
@Suite("The level of a signature") struct LevelTests {
    private let document = SigningBench.document()

    private func validator(_ bench: SigningBench) -> SignatureValidator {
        var rules = TimestampRules(anchors: TrustAnchors([bench.ca.issuer]))
        rules.intermediates = [bench.ca.issuer]
        return SignatureValidator(anchors: TrustAnchors([bench.ca.issuer]), timestamps: rules)
    }

    private func failure(
        _ bench: SigningBench,
        _ order: SignatureOrder,
        between: () -> Void = {}
    ) async -> SigningFailure.Code? {
        do {
            _ = try await bench.signed(order, SigningBench.document(for: order.format), between: between)
            return nil
        } catch { return (error as? SigningFailure)?.code }
    }

    @Test("of a detached message is what validation finds", arguments: SignatureLevel.allCases)
    func detached(_ level: SignatureLevel) async throws {
        let bench = try SigningBench()
        let signed = try await bench.signed(SigningBench.order(.cades, level))
        #expect(signed.facts.levelReached == level && signed.facts.shortfall == nil)
        #expect(signed.fileName == "letter.txt.p7s" && signed.mediaType == "application/pkcs7-signature")
        let report = validator(bench).validate(
            try SignedData(der: signed.bytes),
            content: .bytes(document.bytes ?? []),
            at: TestTime.now + 60
        )
        #expect(report.level == level, "\(report.findings)")
        #expect(level < .longTerm || report.verdict == .valid)
        #expect(signed.facts.timestamps.count == [.baseline: 0, .archival: 2][level] ?? 1)
        #expect(!signed.facts.responses.isEmpty && signed.facts.qualification == .claimed)
    }

    @Test("of an enveloping message is what validation finds") func enveloping() async throws {
        let bench = try SigningBench()
        let signed = try await bench.signed(SigningBench.order(.cadesEnveloping, .archival))
        let message = try SignedData(der: signed.bytes)
        #expect(message.content == document.bytes && signed.fileName == "letter.txt.p7m")
        #expect(signed.mediaType == "application/pkcs7-mime; smime-type=signed-data")
        #expect(validator(bench).validate(message, content: .enveloped, at: TestTime.now + 60).level == .archival)
    }

    @Test("of a container is reached in its signature") func container() async throws {
        let bench = try SigningBench()
        let signed = try await bench.signed(SigningBench.order(.asice, .archival))
        #expect(signed.fileName == "letter.asice" && signed.mediaType == ASiCBuilder.mediaType)
        #expect(signed.bytes.starts(with: [0x50, 0x4B]) && signed.facts.levelReached == .archival)
    }

    @Test("of a token ends at B-T", arguments: [true, false]) func token(_ hasBytes: Bool) async throws {
        let bench = try SigningBench()
        var document = document
        if !hasBytes { document.bytes = nil }
        let signed = try await bench.signed(SigningBench.order(.jades, .timestamped), document)
        let token = try JAdESSignature(json: String(decoding: signed.bytes, as: UTF8.self))
        let files = hasBytes ? [] : [JAdESSignature.File(name: "letter.txt", digest: document.sha256)]
        let report = validator(bench).validate(token, files: files, at: TestTime.now + 60)
        #expect(report.level == .timestamped && signed.facts.levelReached == .timestamped)
        #expect(token.content == (hasBytes ? document.bytes : []))
        #expect(signed.mediaType == "application/jose+json" && signed.fileName == "letter.txt.jws.json")
    }

    @Test("B-B of a token is compact, with an empty payload over a hash", arguments: [true, false])
    func compactToken(_ hasBytes: Bool) async throws {
        let bench = try SigningBench()
        var document = document
        let content = document.bytes
        if !hasBytes { document.bytes = nil }
        // A level that is not reached ends there as well.
        bench.services.change { $0.authorityIsDown = true }
        for order in [SigningBench.order(.jades), SigningBench.order(.jades, .timestamped, acceptable: .baseline)] {
            let signed = try await bench.signed(order, document)
            #expect(signed.mediaType == "application/jose" && signed.fileName == "letter.txt.jws")
            let parts = String(decoding: signed.bytes, as: UTF8.self).split(
                separator: ".",
                omittingEmptySubsequences: false
            )
            #expect(parts.count == 3 && parts[1].isEmpty == !hasBytes)
            let report = SignedFile.validate(
                signed.bytes,
                document: hasBytes ? nil : content,
                by: validator(bench),
                at: TestTime.now + 60
            )
            #expect(report.format == .jades && report.signatures.first?.report.level == .baseline)
            #expect(report.verdict == .indeterminate, "nobody was asked about revocation: \(report.findings)")
        }
    }

    @Test("of a bare value is B-B") func raw() async throws {
        let bench = try SigningBench()
        let signed = try await bench.signed(SigningBench.order(.raw))
        #expect(signed.bytes.count == 256 && signed.fileName == "letter.txt.sig")
    }

    @Test("is not reached when the authority is down") func authorityDown() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.authorityIsDown = true }
        #expect(await failure(bench, SigningBench.order(.cades, .timestamped)) == .timestampFailed)
        #expect(await failure(bench, SigningBench.order(.jades, .timestamped)) == .timestampFailed)
    }

    @Test("is not reached with another nonce") func otherNonce() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.timestamp.nonce = [1, 2, 3] }
        #expect(await failure(bench, SigningBench.order(.cades, .timestamped)) == .timestampFailed)
    }

    @Test("is not reached with another imprint") func otherImprint() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.timestamp.imprint = [UInt8](repeating: 1, count: 32) }
        #expect(await failure(bench, SigningBench.order(.cades, .timestamped)) == .timestampFailed)
    }

    @Test("is not reached under a policy that is not accepted") func otherPolicy() async throws {
        var bench = try SigningBench()
        bench.configuration.timestamps?.policies = ["1.2.3", "1.2.4"]
        #expect(await failure(bench, SigningBench.order(.cades, .timestamped)) == .timestampFailed)
    }

    @Test("is not reached when the authority refuses, or its clock is wrong") func refusing() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.timestamp.status = 2 }
        #expect(await failure(bench, SigningBench.order(.cades, .timestamped)) == .timestampFailed)
        bench.services.change {
            $0.timestamp.status = 0
            $0.timestamp.time = TestTime.now + 600
        }
        #expect(await failure(bench, SigningBench.order(.cades, .timestamped)) == .timestampFailed)
    }

    @Test("is not reached by an authority that nobody trusts, or that was revoked") func untrustedAuthority()
        async throws
    {
        var bench = try SigningBench()
        bench.services.change { $0.authorityRevokedSince = TestTime.now - 60 }
        #expect(await failure(bench, SigningBench.order(.cades, .longTerm)) == .timestampFailed)
        bench.configuration.timestamps?.anchors = [bench.ca.responder]
        #expect(await failure(bench, SigningBench.order(.cades, .timestamped)) == .timestampFailed)
    }

    @Test("is not reached when the responder is gone in the second half") func responderGone() async throws {
        let bench = try SigningBench()
        let gone = { bench.services.change { $0.responderIsDown = true } }
        #expect(await failure(bench, SigningBench.order(.cades, .longTerm), between: gone) == .revocationUnavailable)
        // For today's purposes the answer of the first half still holds.
        bench.services.change { $0.responderIsDown = false }
        #expect(await failure(bench, SigningBench.order(.cades, .timestamped), between: gone) == nil)
    }

    @Test("is not reached with an answer from before the signature") func oldAnswer() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.answer.thisUpdate = TestTime.now - 600 }
        #expect(await failure(bench, SigningBench.order(.cades, .longTerm)) == .revocationUnavailable)
        // A list is as old as it is, and proves no freshness by a nonce.
        bench.services.change {
            $0.responderIsDown = true
            $0.listIsDown = false
        }
        #expect(await failure(bench, SigningBench.order(.cades, .longTerm)) == .revocationUnavailable)
    }

    @Test("is reached with an answer from before the signature where the settings accept that")
    func acceptedEarlierAnswer() async throws {
        var bench = try SigningBench()
        bench.configuration.acceptsEarlierAnswers = true
        bench.services.change { $0.answer.thisUpdate = TestTime.now - 600 }
        try await expectLongTerm(bench)
        // Only the signer's own responder is gone.
        bench.services.change {
            $0.pages["http://ocsp.test/"] = []
            $0.listIsDown = false
        }
        try await expectLongTerm(bench)
    }

    private func expectLongTerm(_ bench: SigningBench, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let signed = try await bench.signed(SigningBench.order(.cades, .longTerm))
        let message = try SignedData(der: signed.bytes)
        let report = validator(bench).validate(
            message,
            content: .bytes(document.bytes ?? []),
            at: TestTime.now + 60
        )
        #expect(report.level == .longTerm && report.verdict == .valid, sourceLocation: sourceLocation)
        #expect(signed.facts.levelReached == .longTerm, sourceLocation: sourceLocation)
    }

    @Test("is not reached with an answer that held no more, or that nobody gave anew, whatever the settings accept")
    func noAcceptedAnswer() async throws {
        var bench = try SigningBench()
        bench.configuration.acceptsEarlierAnswers = true
        let order = SigningBench.order(.cades, .longTerm)
        #expect(
            await failure(bench, order) { bench.services.change { $0.responderIsDown = true } }
                == .revocationUnavailable
        )
        bench.services.change {
            $0.responderIsDown = false
            $0.answer.thisUpdate = TestTime.now - 600
            $0.answer.nextUpdate = TestTime.now - 30
        }
        #expect(await failure(bench, order) == .revocationUnavailable)
    }

    @Test("is reached with an authority in the operator's own network") func ownNetwork() async throws {
        var bench = try SigningBench()
        bench.configuration.timestamps?.url = try #require(URL(string: "http://10.0.0.5/"))
        #expect(try await bench.signed(SigningBench.order(.cades, .timestamped)).facts.levelReached == .timestamped)
    }

    @Test("may be lower where the order accepts that, and says so") func acceptable() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.authorityIsDown = true }
        var signed = try await bench.signed(SigningBench.order(.cades, .archival, acceptable: .baseline))
        #expect(signed.facts.levelReached == .baseline && signed.facts.levelRequested == .archival)
        #expect(signed.facts.shortfall == .timestampFailed && signed.facts.timestamps.isEmpty)
        #expect(
            await failure(bench, SigningBench.order(.cades, .archival, acceptable: .timestamped)) == .timestampFailed
        )
        bench.services.change {
            $0.authorityIsDown = false
            $0.answer.thisUpdate = TestTime.now - 600
        }
        signed = try await bench.signed(SigningBench.order(.cades, .longTerm, acceptable: .timestamped))
        #expect(signed.facts.levelReached == .timestamped && signed.facts.shortfall == .revocationUnavailable)
        let report = validator(bench).validate(
            try SignedData(der: signed.bytes),
            content: .bytes(document.bytes ?? []),
            at: TestTime.now + 60
        )
        #expect(report.level == .timestamped)
        signed = try await bench.signed(SigningBench.order(.jades, .archival, acceptable: .timestamped))
        #expect(signed.facts.levelReached == .timestamped && signed.facts.shortfall == .levelNotReached)
    }

    @Test("does not save a certificate that was revoked between the halves", arguments: SignatureOrder.Format.allCases)
    func revokedBetween(_ format: SignatureOrder.Format) async throws {
        let bench = try SigningBench()
        let order = SigningBench.order(format, format == .raw ? .baseline : .timestamped, acceptable: .baseline)
        let code = await failure(bench, order) {
            bench.services.change { $0.answer.revokedSince = TestTime.now - 1 }
        }
        #expect(code == .certificateRevoked)
    }

    @Test("does not save a certificate that expired between the halves") func expiredBetween() async throws {
        let bench = try SigningBench { $0.notAfter = TestTime.now + 30 }
        let code = await failure(bench, SigningBench.order(.cades)) { bench.clock.advance(by: 31) }
        #expect(code == .certificateExpired)
    }

    @Test("is kept out of the log's secrets: no name and no value") func log() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.authorityIsDown = true }
        _ = try await bench.signed(SigningBench.order(.cades, .archival, acceptable: .baseline))
        #expect(bench.book.text.contains("lower level") && !bench.book.text.contains("Ada"))
    }
}
