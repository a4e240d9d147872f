import EIDJOSE
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// What is hashed, and what is refused before.
@Suite("Preparing a document") struct PreparationTests {
    private func failure(
        _ bench: SigningBench,
        _ order: SignatureOrder,
        _ document: DocumentInput = SigningBench.document(),
        policy: SigningRequest.Policy? = nil
    ) async throws -> SigningFailure.Code? {
        let engine = bench.engine()
        let signer = try await engine.check(bench.signer(), qualified: true)
        do throws(SigningFailure) {
            _ = try engine.prepare(order, document: document, signer: signer, policy: policy)
            return nil
        } catch { return error.code }
    }

    private let hashOnly = DocumentInput(
        name: "a.bin",
        mediaType: "application/octet-stream",
        sha256: [UInt8](repeating: 7, count: 32),
        bytes: nil
    )

    @Test("refuses a hash of the wrong length", arguments: [0, 20, 31, 33, 48, 64])
    func hashLength(_ count: Int) async throws {
        let bench = try SigningBench()
        var document = hashOnly
        document.sha256 = [UInt8](repeating: 7, count: count)
        #expect(try await failure(bench, SigningBench.order(.raw), document) == .hashLength)
        #expect(throws: SigningFailure(.hashLength, "")) { try bench.engine().inspect(document, for: nil) }
    }

    @Test("takes a hash where the format needs no more", arguments: SignatureOrder.Format.allCases)
    func hash(_ format: SignatureOrder.Format) async throws {
        let needsDocument = [.pades, .cadesEnveloping, .asice].contains(format)
        let code = try await failure(try SigningBench(), SigningBench.order(format), hashOnly)
        #expect(code == (needsDocument ? .formatNotApplicable : nil))
    }

    @Test("refuses a level that the format does not have, unless a lower one will do") func levels() async throws {
        let bench = try SigningBench()
        #expect(try await failure(bench, SigningBench.order(.jades, .longTerm)) == .formatNotApplicable)
        #expect(try await failure(bench, SigningBench.order(.jades, .longTerm, acceptable: .timestamped)) == nil)
        #expect(try await failure(bench, SigningBench.order(.raw, .timestamped)) == .formatNotApplicable)
    }

    @Test("refuses a level that needs an authority where there is none") func noAuthority() async throws {
        var bench = try SigningBench()
        bench.configuration.timestamps = nil
        #expect(try await failure(bench, SigningBench.order(.cades, .timestamped)) == .levelNotReached)
        #expect(try await failure(bench, SigningBench.order(.cades, .timestamped, acceptable: .baseline)) == nil)
    }

    @Test("refuses an acceptable level above the level") func acceptableAbove() async throws {
        let order = SigningBench.order(.cades, .baseline, acceptable: .timestamped)
        #expect(try await failure(try SigningBench(), order) == .formatNotApplicable)
    }

    @Test("refuses what only a PDF has") func onlyPDF() async throws {
        var order = SigningBench.order(.cades)
        order.fieldName = "Signature"
        #expect(try await failure(try SigningBench(), order) == .formatNotApplicable)
        #expect(try await failure(try SigningBench(), SigningBench.order(.pades)) != nil)
    }

    @Test("refuses a reason beside a commitment, and a commitment that is no identifier") func commitments()
        async throws
    {
        var order = SigningBench.order(.pades)
        order.reason = "I agree"
        order.commitment = "1.2.840.113549.1.9.16.6.1"
        #expect(try await failure(try SigningBench(), order) == .formatNotApplicable)
        order = SigningBench.order(.cades)
        order.commitment = "one.two"
        #expect(try await failure(try SigningBench(), order) == .formatNotApplicable)
    }

    @Test("puts the policy that was announced into the signature, or refuses") func policies() async throws {
        var bench = try SigningBench()
        let policy = SigningRequest.Policy(identifier: "1.3.6.1.4.1.99999.7")
        #expect(try await failure(bench, SigningBench.order(), policy: policy) == .policyUnknown)
        bench.configuration.policies = [
            try SignaturePolicy(
                identifier: policy.identifier,
                digestAlgorithm: .sha256,
                digest: [UInt8](repeating: 3, count: 32)
            )
        ]
        #expect(try await failure(bench, SigningBench.order(), policy: policy) == nil)
        // Refused when it is ordered.
        #expect(try await failure(bench, SigningBench.order(.jades), policy: policy) == nil)
        let engine = bench.engine()
        let signer = try await engine.check(bench.signer(), qualified: true)
        let prepared = try engine.prepare(
            SigningBench.order(),
            document: SigningBench.document(),
            signer: signer,
            policy: policy
        )
        let oid = try #require(OID(policy.identifier))
        let signed = try #require(prepared.toBeSigned.bytes)
        #expect(signed.indices.contains { signed[$0...].starts(with: oid.bytes) })
    }

    @Test("refuses a signer whose certificate has expired meanwhile") func expired() async throws {
        let bench = try SigningBench { $0.notAfter = TestTime.now + 30 }
        let engine = bench.engine()
        let signer = try await engine.check(bench.signer(), qualified: true)
        bench.clock.advance(by: 31)
        #expect(throws: SigningFailure(.certificateExpired, "")) {
            try engine.prepare(
                SigningBench.order(),
                document: SigningBench.document(),
                signer: signer,
                policy: nil
            )
        }
    }

    @Test("keeps no copy of the document", arguments: [SignatureOrder.Format.cades, .cadesEnveloping, .jades, .asice])
    func noCopy(_ format: SignatureOrder.Format) async throws {
        let bench = try SigningBench()
        let engine = bench.engine()
        let signer = try await engine.check(bench.signer(), qualified: true)
        let document = SigningBench.document([UInt8](repeating: 0x41, count: 200_000))
        let prepared = try engine.prepare(
            SigningBench.order(format),
            document: document,
            signer: signer,
            policy: nil
        )
        #expect(try JSONEncoder().encode(prepared).count < 40_000)
    }
}
