import EIDBroker
import EIDStorageTesting
import Testing

@Suite struct InMemoryRecordStoreTests {
    @Test(arguments: StoreConformance.all)
    func behavesLikeEveryStore(_ behaviour: StoreConformance) async throws {
        try await behaviour { InMemoryRecordStore(clock: $0) }
    }

    @Test func nothingReadableIsStored() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start(["login_hint": "32470123456"])
        let record = try #require(try await bench.store.load(.transaction, id: started.id))
        let text = String(decoding: record.body, as: UTF8.self)
        for secret in ["shop", "32470123456", "kept", started.state] { #expect(!text.contains(secret)) }
        let code = try await bench.code()
        #expect(try await bench.store.load(.code, id: code) == nil, "codes are filed under their digest")
    }

    @Test func aBodyMovedToAnotherRecordDoesNotOpen() async throws {
        let bench = try BrokerBench()
        let first = try await bench.start()
        let second = try await bench.start()
        var record = try #require(try await bench.store.load(.transaction, id: first.id))
        record.id = second.id
        _ = try await bench.store.replace(record, ifRevision: 0)
        #expect(try await bench.callback(second).errorPage?.code == "broker_unavailable")
    }
}
