import EIDJOSE
import EIDJSON
import EIDSignature
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import SignatureStage

/// A bare value over a hash that the client brought, which has nothing inside that says whose it is.
@Suite struct RawValueTests {
    private let hash = SHA256.digest("what the client signs")

    private func signed(_ documents: JSON, _ bench: SigningFlowBench, _ token: String) async throws -> (
        entry: JSONValue, value: [UInt8]
    ) {
        let body = JSON.object([("level", "qes"), ("documents", documents)])
        let created = await bench.broker.createSigning(
            body: body.serialized(),
            idempotencyKey: nil,
            authorization: token
        )
        let id = try created.json.requireString("id")
        _ = try await bench.walk(id)
        let status = try await bench.status(id, token: token)
        let content = await bench.broker.signedDocument(signing: id, document: "0", authorization: token)
        let entry = try #require(status["documents"]?.elements?.first?["signed"])
        return (entry, try await bench.bytes(content))
    }

    @Test func comesWithItsAlgorithmAndCertificates() async throws {
        let bench = try SigningFlowBench(clients: [SigningFlowBench.shop { $0.mayBringHashes = true }])
        let token = try await bench.token()
        let document: JSON = ["hash": .string(Base64.encode(hash)), "name": "x", "format": "raw"]
        let (entry, value) = try await signed([document], bench, token)
        #expect(try entry.requireString("algorithm") == "1.2.840.113549.1.1.11")
        let chain = try entry.requireStrings("certificates").map { text in
            try Certificate(der: #require(Base64.decode(text)))
        }
        let leaf = try #require(chain.first)
        #expect(leaf == bench.ca.person && chain.last == bench.ca.issuer, "from the signer's to the anchor")
        let made = try ToBeSigned(digest: hash, certificate: leaf, scheme: SignatureScheme(.rsa, .sha256))
        #expect(try made.verified(value).value == value)
    }

    @Test func aloneNeedsThat() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let document: JSON = [
            "content": .string(Base64.encode(SigningFlowBench.text)), "name": "note.txt", "media_type": "text/plain",
            "format": "cades",
        ]
        let (entry, _) = try await signed([document], bench, token)
        #expect(entry["algorithm"] == nil && entry["certificates"] == nil)
    }
}
