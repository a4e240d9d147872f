import EIDJOSE
import EIDJSON
import EIDSignature
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import SignatureStage

/// The evidence of whole signings, judged together with the very files that came out.
@Suite("Evidence of a whole signing") struct EvidenceOfSigningTests {
    private func verify(
        format: String,
        level: String,
        _ documents: JSON? = nil,
        original: [UInt8] = SigningFlowBench.text + Array("0".utf8)
    ) async throws -> EvidenceReport {
        let bench = try SigningFlowBench(clients: [SigningFlowBench.shop { $0.mayBringHashes = true }])
        let token = try await bench.token()
        let created: BackchannelAnswer
        if let documents {
            let body = JSON.object([("level", "qes"), ("documents", documents)]).serialized()
            created = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        } else {
            created = try await bench.create(format: format, signatureLevel: level, token: token)
        }
        let id = try created.json.requireString("id")
        _ = try await bench.walk(id)
        let evidence = try await bench.bytes(await bench.broker.evidence(signing: id, authorization: token))
        let signed = try await bench.bytes(
            await bench.broker.signedDocument(signing: id, document: "0", authorization: token)
        )
        let anchors = TrustAnchors([bench.ca.issuer])
        return EvidenceVerifier(anchors: anchors, timestampAnchors: anchors).verify(
            evidence,
            files: [.init(name: "original", bytes: original), .init(name: "signed", bytes: signed)],
            at: bench.clock.now + 60
        )
    }

    @Test(
        "is valid, and the signed file has its signature at its level",
        arguments: ["cades", "cades-enveloping", "jades", "asic-e"],
        ["B-B", "B-T", "B-LTA"]
    )
    func valid(format: String, level: String) async throws {
        let level = format == "jades" && level == "B-LTA" ? "B-T" : level
        let report = try await verify(format: format, level: level)
        let told = report.checks.map { "\($0.outcome.rawValue): \($0.sentence)" }.joined(separator: "\n")
        #expect(report.verdict == .valid && report.kind == .qualified, "\(told)")
        #expect(told.contains("passed: signed has the record's signature, at \(level)."), "\(told)")
    }

    @Test("over a hash is valid, with a token beside the file or a bare value", arguments: ["jades", "raw"])
    func hash(format: String) async throws {
        let original = Array("what the client signs".utf8)
        let document: JSON = [
            "hash": .string(Base64.encode(SHA256.digest(original))), "name": "x", "format": .string(format),
        ]
        let report = try await verify(format: format, level: "B-B", [document], original: original)
        let told = report.checks.map { "\($0.outcome.rawValue): \($0.sentence)" }.joined(separator: "\n")
        #expect(report.verdict == .valid, "\(told)")
        let sentence =
            format == "raw" ? "signed is the value of the record." : "signed has the record's signature, at B-B."
        #expect(told.contains("passed: \(sentence)"), "\(told)")
    }
}
