import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// Whoever cannot show that a certificate still holds does not sign.
@Suite("Asking about revocation") struct RevocationTests {
    private func failure(_ bench: SigningBench) async -> SigningFailure.Code? {
        do throws(SigningFailure) {
            _ = try await bench.engine().check(bench.signer(), qualified: true)
            return nil
        } catch { return error.code }
    }

    @Test("fails when neither responder nor list answers") func down() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.responderIsDown = true }
        #expect(await failure(bench) == .revocationUnavailable)
        #expect(bench.services.asked == ["http://ocsp.test/", "http://crl.test/i.crl"])
    }

    @Test("falls back to the list") func list() async throws {
        let bench = try SigningBench()
        bench.services.change {
            $0.responderIsDown = true
            $0.listIsDown = false
        }
        #expect(await failure(bench) == nil)
    }

    @Test("believes a list that says revoked") func revokedInList() async throws {
        let bench = try SigningBench()
        bench.services.change {
            $0.responderIsDown = true
            $0.listIsDown = false
            $0.revokedInList = [(bench.person, TestTime.now - 60)]
        }
        #expect(await failure(bench) == .certificateRevoked)
    }

    @Test("refuses an answer about another certificate") func otherCertificate() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.answer.serial = [0x01, 0x02] }
        #expect(await failure(bench) == .revocationUnavailable)
    }

    @Test("refuses an answer by a stranger's key") func strangersKey() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.answer.key = bench.ca.strangerKey }
        #expect(await failure(bench) == .revocationUnavailable)
    }

    @Test("refuses an answer by somebody who is no responder") func noResponder() async throws {
        let bench = try SigningBench()
        bench.services.change {
            $0.answer.key = bench.ca.curveKey
            $0.answer.certificate = bench.ca.curve
        }
        #expect(await failure(bench) == .revocationUnavailable)
    }

    @Test("refuses an old answer") func old() async throws {
        let bench = try SigningBench()
        bench.services.change {
            $0.answer.thisUpdate = TestTime.now - 2 * 86400
            $0.answer.nextUpdate = TestTime.now - 86400
        }
        #expect(await failure(bench) == .revocationUnavailable)
    }

    @Test("refuses an answer with another nonce") func otherNonce() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.answer.nonce = .some([9, 9, 9, 9]) }
        #expect(await failure(bench) == .revocationUnavailable)
    }

    @Test("refuses an answer that does not know the certificate") func unknown() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.answer.isUnknown = true }
        #expect(await failure(bench) == .revocationUnavailable)
    }

    @Test("refuses a responder that refuses") func refusing() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.answer.status = 6 }
        #expect(await failure(bench) == .revocationUnavailable)
    }

    @Test("refuses an answer that is no answer, and one without end") func noAnswer() async throws {
        let bench = try SigningBench()
        for page in [Array("<html>".utf8), [UInt8](repeating: 0x30, count: 70_000)] {
            bench.services.change { $0.pages["http://ocsp.test/"] = page }
            #expect(await failure(bench) == .revocationUnavailable)
        }
    }

    @Test("does not keep a list that somebody else signed") func forgedList() async throws {
        let bench = try SigningBench()
        let engine = bench.engine()
        let forged = try bench.ca.list(by: bench.ca.issuer, key: bench.ca.strangerKey)
        bench.services.change {
            $0.responderIsDown = true
            $0.listIsDown = false
            $0.pages["http://crl.test/i.crl"] = forged
        }
        await #expect(throws: SigningFailure(.revocationUnavailable, "")) {
            try await engine.check(bench.signer(), qualified: true)
        }
        bench.services.change { $0.pages = [:] }
        _ = try await engine.check(bench.signer(), qualified: true)
    }

    @Test("keeps a list for a day at most, and without asking again until then") func keptList() async throws {
        let bench = try SigningBench()
        let engine = bench.engine()
        let page = try bench.ca.list(
            by: bench.ca.issuer,
            key: bench.ca.issuerKey,
            nextUpdate: TestTime.now + 30 * 86400
        )
        bench.services.change {
            $0.responderIsDown = true
            $0.pages["http://crl.test/i.crl"] = page
        }
        for (seconds, expected) in [(0.0, 1), (86_000, 1), (401, 2)] {
            bench.clock.advance(by: seconds)
            _ = try await engine.check(bench.signer(), qualified: true)
            #expect(bench.services.asked.count { $0 == "http://crl.test/i.crl" } == expected)
        }
    }

    @Test("does not keep an issuer that issued nothing of the sort") func forgedIssuer() async throws {
        let bench = try SigningBench()
        let call = CertificateCall(bench.configuration, http: bench.services)
        let source = IssuerSource(call: call, clock: bench.clock.wall)
        let path = CertificatePath(certificates: [bench.person])
        for (page, expected) in [(bench.ca.responder, []), (bench.ca.issuer, [bench.ca.issuer])] {
            bench.services.change { $0.pages["http://ca.test/i.cer"] = page.der }
            #expect(await source.issuers(above: path) == expected)
        }
    }

    @Test("does not call an address that is not public", arguments: ["http://10.0.0.9/", "http://127.0.0.1/"])
    func neighbourhood(_ url: String) async throws {
        let bench = try SigningBench { $0.extras = [TestCertificate.answered(at: url)] }
        #expect(await failure(bench) == .revocationUnavailable)
        #expect(bench.services.asked.isEmpty)
    }

    @Test("does not call http where the settings forbid it") func plainHTTP() async throws {
        var bench = try SigningBench()
        bench.configuration.allowsPlainHTTP = false
        #expect(await failure(bench) == .revocationUnavailable)
        #expect(bench.services.asked.isEmpty)
    }

    @Test("asks once for as long as an answer holds") func kept() async throws {
        let bench = try SigningBench()
        let engine = bench.engine()
        for _ in 1...3 { _ = try await engine.check(bench.signer(), qualified: true) }
        #expect(bench.services.asked.count == 1)
        bench.clock.advance(by: 3601)
        bench.services.change {
            $0.answer.thisUpdate = TestTime.now + 3600
            $0.answer.nextUpdate = TestTime.now + 7200
        }
        _ = try await engine.check(bench.signer(), qualified: true)
        #expect(bench.services.asked.count == 2)
    }

    /// How often the signer's responder was asked when two documents were signed, each with a timestamp.
    private func questions(_ bench: SigningBench) async throws -> Int {
        let engine = bench.engine()
        let signer = try await engine.check(bench.signer(), qualified: true)
        let document = SigningBench.document()
        let order = SigningBench.order(.cades, .timestamped)
        let prepared = try engine.prepare(order, document: document, signer: signer, policy: nil)
        bench.clock.advance(by: 5)
        for _ in 1...2 {
            let value = SignatureValue(bytes: Data(try bench.value(prepared)))
            _ = try await engine.finish(prepared, document: document, value: value)
        }
        return bench.services.asked.count { $0 == "http://ocsp.test/" }
    }

    @Test("asks once for several signatures of the same moment") func sameMoment() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.timestamp.time = TestTime.now + 4 }
        #expect(try await questions(bench) == 2)
    }

    @Test("asks anew after the first half, even where the timestamp's clock is late") func lateClock() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.timestamp.time = TestTime.now - 30 }
        #expect(try await questions(bench) == 2)
    }

    @Test("asks again where an answer names no end") func notKept() async throws {
        let bench = try SigningBench()
        bench.services.change { $0.answer.nextUpdate = nil }
        let engine = bench.engine()
        for _ in 1...2 { _ = try await engine.check(bench.signer(), qualified: true) }
        #expect(bench.services.asked.count == 2)
    }
}
