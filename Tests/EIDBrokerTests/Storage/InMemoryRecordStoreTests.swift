import EIDBroker
import EIDStorageTesting
import FoundationEssentials
import Testing

@Suite struct InMemoryRecordStoreTests {
    @Test(arguments: StoreConformance.all)
    func behavesLikeEveryStore(_ behaviour: StoreConformance) async throws {
        try await behaviour { InMemoryRecordStore(clock: $0) }
    }

    /// Against a plain dictionary, over records that come, go, move to other groups and change their time.
    @Test func groupsAndExpiriesStayRightOverManyChanges() async throws {
        let clock = TestClock()
        let store = InMemoryRecordStore(clock: clock.wall)
        var dice = Dice(state: 11)
        var model: [String: StoredRecord] = [:]
        for _ in 0..<4000 {
            let id = "\(Int.random(in: 0..<200, using: &dice))"
            let record = StoredRecord(
                kind: .code,
                id: id,
                group: ["g1", "g2", nil].randomElement(using: &dice) ?? nil,
                expiresAt: clock.now.addingTimeInterval(Double(Int.random(in: 1...60, using: &dice))),
                body: []
            )
            let current = model[id].flatMap { $0.expiresAt > clock.now ? $0 : nil }
            switch Int.random(in: 0..<8, using: &dice) {
            case 0...3:
                #expect(store.insert(record) == (current == nil))
                if current == nil { model[id] = record }
            case 4:
                let revision = current?.revision ?? 0
                #expect(store.replace(record, ifRevision: revision) == (current != nil))
                if current != nil {
                    model[id] = record
                    model[id]?.revision = revision + 1
                }
            case 5:
                #expect(store.take(.code, id: id) == current)
                if current != nil { model[id] = nil }
            case 6 where Int.random(in: 0..<20, using: &dice) == 0:
                let members = model.filter { $0.value.group == "g1" && $0.value.expiresAt > clock.now }
                #expect(store.removeGroup("g1", kinds: [.code]) == members.count)
                for id in members.keys { model[id] = nil }
            case 7:
                clock.advance(by: 1)
                let expired = model.filter { $0.value.expiresAt <= clock.now }
                #expect(store.removeExpired(before: clock.now, limit: 1000) == expired.count)
                for id in expired.keys { model[id] = nil }
            default: #expect(store.load(.code, id: id) == current)
            }
        }
        #expect(store.count == model.count)
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
