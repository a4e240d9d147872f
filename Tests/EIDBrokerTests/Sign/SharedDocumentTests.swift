import EIDBroker
import EIDJSON
import Testing

/// A document that more than one signing names.
@Suite("A document of several signings") struct SharedDocumentTests {
    private let bench: SigningFlowBench

    init() throws { bench = try SigningFlowBench() }

    @Test func staysWhileAnotherSigningNeedsIt() async throws {
        let token = try await bench.token()
        let document = try await bench.upload(token: token).json.requireString("id")
        let (first, second) = (try await sign(document, token), try await sign(document, token))
        #expect(await bench.broker.removeSigning(first, authorization: token).status == 204)
        _ = try await bench.walk(second)
        #expect(try await bench.status(second, token: token).requireString("status") == "completed")
        #expect(await bench.broker.removeSigning(second, authorization: token).status == 204)
        #expect(await bench.broker.document(document, authorization: token).status == 404)
    }

    @Test func staysAsTheResultThatTheNextSignerSigns() async throws {
        let token = try await bench.token()
        let first = try await sign(try await bench.upload(token: token).json.requireString("id"), token)
        _ = try await bench.walk(first)
        let signed = try #require(try await bench.status(first, token: token)["documents"]?.elements?.first?["signed"])
        let second = try await sign(try signed.requireString("document"), token)
        #expect(await bench.broker.removeSigning(first, authorization: token).status == 204)
        _ = try await bench.walk(second)
        #expect(try await bench.status(second, token: token).requireString("status") == "completed")
    }

    @Test func refusesToBeDeletedUnderAnOpenSigning() async throws {
        let token = try await bench.token()
        let document = try await bench.upload(token: token).json.requireString("id")
        let signing = try await sign(document, token)
        #expect(await bench.broker.removeDocument(document, authorization: token).status == 409)
        _ = await bench.broker.cancelSigning(signing, authorization: token)
        #expect(await bench.broker.removeDocument(document, authorization: token).status == 204)
    }

    @Test func refusesMoreOpenSigningsThanAHundred() async throws {
        let token = try await bench.token()
        let document = try await bench.upload(token: token).json.requireString("id")
        var last = ""
        for _ in 0..<100 { last = try await sign(document, token) }
        #expect(await create(document, token).status == 409)
        _ = await bench.broker.cancelSigning(last, authorization: token)
        #expect(await create(document, token).status == 201, "one that is over makes room")
    }

    @Test func isHeldByNoSigningThatWasRefused() async throws {
        let token = try await bench.token()
        let document = try await bench.upload(token: token).json.requireString("id")
        let wanted = [document, "no such document, 22ch"].map { id -> JSON in
            ["document": .string(id), "format": "cades", "level": "B-B"]
        }
        let body: JSON = ["level": "qes", "documents": .array(wanted)]
        let refused = await bench.broker.createSigning(
            body: body.serialized(),
            idempotencyKey: nil,
            authorization: token
        )
        #expect(refused.error == "document_unknown")
        #expect(await bench.broker.removeDocument(document, authorization: token).status == 204)
    }

    private func sign(_ document: String, _ token: String) async throws -> String {
        try await create(document, token).json.requireString("id")
    }

    private func create(_ document: String, _ token: String) async -> BackchannelAnswer {
        let wanted: JSON = ["document": .string(document), "format": "cades", "level": "B-B"]
        let body: JSON = ["level": "qes", "documents": [wanted]]
        return await bench.broker.createSigning(body: body.serialized(), idempotencyKey: nil, authorization: token)
    }
}
