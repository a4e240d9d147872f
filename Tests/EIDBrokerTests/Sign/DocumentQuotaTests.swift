import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import PDFCorpus
import Testing

/// What a client deletes has room again, and nothing else has.
@Suite("The bytes that a client may store") struct DocumentQuotaTests {
    private let bench: SigningFlowBench

    init() throws { bench = try Self.bench() }

    /// Room for two documents.
    private static func bench(_ clock: TestClock = TestClock(), store: (any RecordStore)? = nil) throws
        -> SigningFlowBench
    {
        try SigningFlowBench(clock: clock, store: store) {
            $0.maximumClientBytes = SigningFlowBench.text.count * 2 + 3
        }
    }

    private func upload(_ token: String) async throws -> String {
        try await bench.upload(token: token).json.requireString("id")
    }

    private func isFull(_ token: String) async -> Bool { await bench.upload(token: token).status == 429 }

    private func sign(_ documents: [JSON], _ token: String) async -> BackchannelAnswer {
        let body: JSON = ["level": "qes", "documents": .array(documents)]
        return await bench.broker.createSigning(body: body.serialized(), idempotencyKey: nil, authorization: token)
    }

    private func order(_ document: String) -> JSON {
        ["document": .string(document), "format": "cades", "level": "B-B"]
    }

    @Test func haveRoomAgainWhenADocumentIsDeleted() async throws {
        let token = try await bench.token()
        let (first, _) = (try await upload(token), try await upload(token))
        #expect(await isFull(token))
        #expect(await bench.broker.removeDocument(first, authorization: token).status == 204)
        #expect(await bench.upload(token: token).status == 201)
        #expect(await isFull(token))
    }

    @Test func haveRoomAgainWhenASigningIsDeleted() async throws {
        let token = try await bench.token()
        let (first, second) = (try await upload(token), try await upload(token))
        let id = try await sign([order(first)], token).json.requireString("id")
        _ = try await bench.walk(id)
        #expect(await bench.broker.removeSigning(id, authorization: token).status == 204)
        #expect(await bench.upload(token: token).status == 201)
        #expect(await isFull(token), "what the broker made was never counted")
        #expect(await bench.broker.document(second, authorization: token).status == 200)
    }

    @Test func haveRoomAgainAfterARefusedRequestWithDocumentsInside() async throws {
        let token = try await bench.token()
        let content = Base64.encode(SigningFlowBench.text)
        let entry: JSON = ["content": .string(content), "name": "a.txt", "media_type": "text/plain", "format": "cades"]
        for _ in 0..<3 { #expect(await sign([entry, entry], token).status == 400) }
        _ = (try await upload(token), try await upload(token))
        #expect(await isFull(token))
    }

    @Test func haveNoMoreRoomForDeletingADocumentTwice() async throws {
        let token = try await bench.token()
        let (first, _) = (try await upload(token), try await upload(token))
        let statuses = await withTaskGroup(of: Int.self) { [broker = bench.broker] tasks in
            for _ in 0..<8 { tasks.addTask { await broker.removeDocument(first, authorization: token).status } }
            return await tasks.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.contains(204) && statuses.allSatisfy { $0 == 204 || $0 == 404 })
        #expect(await bench.broker.removeDocument(first, authorization: token).status == 404)
        #expect(await bench.upload(token: token).status == 201)
        #expect(await isFull(token))
    }

    @Test func haveNoRoomWhileAnOpenSigningNeedsTheDocument() async throws {
        let token = try await bench.token()
        let (first, _) = (try await upload(token), try await upload(token))
        let id = try await sign([order(first)], token).json.requireString("id")
        #expect(await bench.broker.removeDocument(first, authorization: token).status == 409)
        #expect(await isFull(token))
        _ = await bench.broker.cancelSigning(id, authorization: token)
        #expect(await bench.broker.removeDocument(first, authorization: token).status == 204)
        #expect(await bench.upload(token: token).status == 201)
    }

    @Test func haveNoRoomForTheDocumentOfAnotherClient() async throws {
        let (token, bank) = (try await bench.token(), try await bench.bankToken())
        _ = (try await upload(token), try await upload(token))
        let foreign = try await upload(bank)
        #expect(await bench.broker.removeDocument(foreign, authorization: token).status == 404)
        #expect(await bench.broker.removeDocument(foreign, authorization: bank).status == 204)
        #expect(await isFull(token))
    }

    @Test func haveNoRoomWhileASigningPutsOffTheEndOfADocument() async throws {
        let retention = 40_000
        let bench = try SigningFlowBench {
            ($0.maximumClientBytes, $0.retention) = (SigningFlowBench.text.count * 2 + 3, retention)
        }
        let token = try await bench.token()
        let documents: [JSON] = [
            order(try await bench.upload(token: token).json.requireString("id")),
            order(try await bench.upload(SigningFlowBench.text + [0x0A], token: token).json.requireString("id")),
        ]
        bench.clock.advance(by: TimeInterval(retention - 1))
        let later = try await bench.token()
        let body: JSON = ["level": "qes", "documents": .array(documents)]
        let answer = await bench.broker.createSigning(
            body: body.serialized(),
            idempotencyKey: nil,
            authorization: later
        )
        #expect(answer.status == 201)
        // Uploads of that time are forgotten by now; these are not.
        bench.clock.advance(by: TimeInterval(retention - 1))
        #expect(await bench.upload(token: try await bench.token()).status == 429)
    }

    @Test func countThePicturesOfOrders() async throws {
        let picture = PNGMaker.png(kind: 0, width: 2, rows: [[1, 2], [3, 4]])
        let bench = try SigningFlowBench { $0.maximumClientBytes = PDFCorpus.plain.count + picture.count }
        let token = try await bench.token()
        let stored = await bench.upload(PDFCorpus.plain, name: "a.pdf", type: "application/pdf", token: token)
        let appearance: JSON = ["rectangle": [50, 50, 250, 120], "image": .string(Base64.encode(picture))]
        let order: JSON = [
            "document": .string(try stored.json.requireString("id")), "format": "pades", "appearance": appearance,
        ]
        let body = (["level": "qes", "documents": [order]] as JSON).serialized()
        func create() async -> BackchannelAnswer {
            await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        }
        #expect(await create().status == 201)
        let second = await create()
        #expect(second.status == 429 && second.error == "quota_exceeded")
    }

    @Test func haveNoRoomForWhatAnEarlierProcessCounted() async throws {
        let token = try await bench.token()
        let old = try await upload(token)
        bench.clock.advance(by: 1)
        let next = try Self.bench(bench.clock, store: bench.store)
        for _ in 0..<2 { #expect(await next.upload(token: token).status == 201) }
        #expect(await next.broker.removeDocument(old, authorization: token).status == 204)
        #expect(await next.upload(token: token).status == 429)
    }
}
