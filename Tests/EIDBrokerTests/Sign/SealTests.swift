import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// The organisation's own certificate and key.
@Suite("The seal") struct SealTests {
    private func bench(_ change: (inout TestCertificate) -> Void = { _ in }) throws -> SigningBench {
        var bench = try SigningBench()
        var plan = TestCertificate(serial: 300, name: [(.organization, "Example NV"), (.commonName, "Example Seal")])
        plan.keyUsage = .digitalSignature
        change(&plan)
        let certificate = try bench.ca.issue(plan, key: bench.ca.curveKey)
        bench.configuration.seal = .init(certificates: [certificate, bench.ca.issuer], key: Secret(TestKeys.curve))
        return bench
    }

    @Test("signs what was prepared for it", arguments: SignatureOrder.Format.allCases.filter { $0 != .raw })
    func signs(_ format: SignatureOrder.Format) async throws {
        let bench = try bench()
        let engine = bench.engine()
        let seal = try #require(engine.seal)
        #expect(seal.certificate.holder == .organisation && seal.certificate.qualification == .none)
        let document = SigningBench.document(for: format)
        let prepared = try engine.prepare(
            SigningBench.order(format, .timestamped),
            document: document,
            signer: seal.certificate,
            policy: nil
        )
        let value = try seal.value(of: prepared.toBeSigned)
        let signed = try await engine.finish(prepared, document: document, value: value)
        #expect(signed.facts.holder == .organisation && signed.facts.levelReached == .timestamped)
    }

    @Test("makes no bare value, which could be made into evidence of what never happened") func bareValue() throws {
        let bench = try bench()
        let engine = bench.engine()
        let seal = try #require(engine.seal)
        #expect(throws: SigningFailure(.formatNotApplicable, "")) {
            try engine.prepare(
                SigningBench.order(.raw),
                document: SigningBench.document(),
                signer: seal.certificate,
                policy: nil
            )
        }
    }

    @Test("without anybody to ask about it reaches B-T and no more") func longTerm() async throws {
        let bench = try bench()
        let engine = bench.engine()
        let seal = try #require(engine.seal)
        let document = SigningBench.document()
        let prepared = try engine.prepare(
            SigningBench.order(.cades, .longTerm),
            document: document,
            signer: seal.certificate,
            policy: nil
        )
        let value = try seal.value(of: prepared.toBeSigned)
        await #expect(throws: SigningFailure(.revocationUnavailable, "")) {
            try await engine.finish(prepared, document: document, value: value)
        }
    }

    @Test("does not sign what was prepared for somebody else") func foreign() async throws {
        let bench = try bench()
        let engine = bench.engine()
        let signer = try await engine.check(bench.signer(), qualified: true)
        let prepared = try engine.prepare(
            SigningBench.order(),
            document: SigningBench.document(),
            signer: signer,
            policy: nil
        )
        let seal = try #require(engine.seal)
        #expect(throws: SigningFailure(.internalError, "")) { try seal.value(of: prepared.toBeSigned) }
    }

    @Test("is not used once it has expired, and the log says so") func expired() throws {
        let bench = try bench { $0.notAfter = TestTime.now - 1 }
        #expect(bench.engine().seal == nil)
        #expect(bench.book.text.contains("the seal cannot be used"))
        #expect(throws: SigningFailure(.sealUnavailable, "")) { try bench.engine().requireSeal() }
    }

    @Test("is not used once its issuer has expired") func expiredIssuer() throws {
        var bench = try bench()
        var plan = TestCertificate(serial: 2, name: [(.country, "BE"), (.commonName, "Test Issuer")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning]
        plan.notAfter = TestTime.now + 60
        let root = DERElement(encoded: bench.ca.root.subject.der)
        let issuer = try plan.issue(key: bench.ca.issuerKey, by: bench.ca.rootKey, issuer: root)
        let leaf = try #require(bench.configuration.seal?.certificates.first)
        bench.configuration.anchors = []
        bench.configuration.seal?.certificates = [leaf, issuer, bench.ca.root]
        let engine = bench.engine()
        #expect(engine.seal != nil)
        bench.clock.advance(by: 61)
        #expect(engine.seal == nil && engine.organisationSeal?.standing().status == .expired)
    }

    @Test("is not there where none is configured") func none() throws {
        #expect(try SigningBench().engine().seal == nil)
    }
}
