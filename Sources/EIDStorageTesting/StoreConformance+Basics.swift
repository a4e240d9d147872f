import EIDBroker
import FoundationEssentials

extension StoreConformance {
    static let basics: [StoreConformance] = [
        .init("a record comes back as it was inserted") { store, clock in
            let record = clock.record("a", group: "g", body: [0, 255, 10, 0])
            try expect(try await store.insert(record), "the first insert succeeds")
            let loaded = try await store.load(.transaction, id: "a")
            try expect(loaded == record, "the same fields and bytes")
        },
        .init("an unknown id gives nothing") { store, _ in
            try expect(try await store.load(.code, id: "nobody") == nil, "load gives nothing")
            try expect(try await store.take(.code, id: "nobody") == nil, "take gives nothing")
        },
        .init("a second insert of a living id is refused and changes nothing") { store, clock in
            _ = try await store.insert(clock.record("a", body: [1]))
            try expect(try await store.insert(clock.record("a", body: [2])) == false, "the second insert is refused")
            try expect(try await store.load(.transaction, id: "a")?.body == [1], "the first body stays")
        },
        .init("kinds do not meet") { store, clock in
            _ = try await store.insert(clock.record(.code, "a", body: [1]))
            try expect(try await store.load(.accessToken, id: "a") == nil, "the other kind has no such id")
            try expect(try await store.insert(clock.record(.accessToken, "a", body: [2])), "both kinds can have it")
            _ = try await store.take(.accessToken, id: "a")
            try expect(try await store.load(.code, id: "a")?.body == [1], "taking one leaves the other")
        },
        .init("a replacement needs the current revision and raises it") { store, clock in
            var record = clock.record("a", body: [1])
            _ = try await store.insert(record)
            record.body = [2]
            record.group = "new"
            record.expiresAt = clock.now.addingTimeInterval(90)
            try expect(try await store.replace(record, ifRevision: 0), "revision 0 is current")
            let loaded = try await store.load(.transaction, id: "a")
            try expect(loaded?.revision == 1 && loaded?.body == [2], "revision 1 with the new body")
            try expect(loaded?.group == "new" && loaded?.expiresAt == record.expiresAt, "new group and expiry")
            try expect(try await store.replace(record, ifRevision: 0) == false, "revision 0 is no longer current")
            try expect(try await store.replace(record, ifRevision: 2) == false, "revision 2 is not there yet")
        },
        .init("a replacement of nothing is refused") { store, clock in
            try expect(
                try await store.replace(clock.record("a"), ifRevision: 0) == false,
                "there is nothing to replace"
            )
            try expect(try await store.load(.transaction, id: "a") == nil, "nothing came into being")
        },
        .init("take removes what it returns") { store, clock in
            _ = try await store.insert(clock.record("a", body: [7]))
            try expect(try await store.take(.transaction, id: "a")?.body == [7], "take returns the record")
            try expect(try await store.take(.transaction, id: "a") == nil, "the second take gets nothing")
            try expect(try await store.load(.transaction, id: "a") == nil, "the record is gone")
        },
        .init("a group is removed in the kinds named, and nothing else") { store, clock in
            _ = try await store.insert(clock.record(.accessToken, "a", group: "g"))
            _ = try await store.insert(clock.record(.accessToken, "b", group: "g"))
            _ = try await store.insert(clock.record(.code, "c", group: "g"))
            _ = try await store.insert(clock.record(.accessToken, "d", group: "h"))
            _ = try await store.insert(clock.record(.accessToken, "e"))
            try expect(try await store.removeGroup("g", kinds: [.accessToken]) == 2, "two are removed")
            try expect(try await store.load(.accessToken, id: "a") == nil, "one of them is gone")
            for (kind, id) in [(RecordKind.code, "c"), (.accessToken, "d"), (.accessToken, "e")] {
                try expect(try await store.load(kind, id: id) != nil, "\(id) stays")
            }
            try expect(try await store.removeGroup("g", kinds: []) == 0, "no kinds, nothing removed")
        },
    ]

    static let concurrency: [StoreConformance] = [
        .init("of 64 concurrent takes exactly one succeeds") { store, clock in
            _ = try await store.insert(clock.record(.code, "a"))
            let winners = try await count(64) { _ in try await store.take(.code, id: "a") != nil }
            try expect(winners == 1, "one winner, not \(winners)")
        },
        .init("of 64 concurrent inserts exactly one succeeds") { store, clock in
            let record = clock.record(.assertion, "a")
            let winners = try await count(64) { _ in try await store.insert(record) }
            try expect(winners == 1, "one winner, not \(winners)")
        },
        .init("of 64 concurrent replacements exactly one succeeds") { store, clock in
            _ = try await store.insert(clock.record("a"))
            let now = clock.now
            let winners = try await count(64) { index in
                let record = StoredRecord(
                    kind: .transaction,
                    id: "a",
                    expiresAt: now.addingTimeInterval(60),
                    body: [UInt8(index)]
                )
                return try await store.replace(record, ifRevision: 0)
            }
            try expect(winners == 1, "one winner, not \(winners)")
            try expect(try await store.load(.transaction, id: "a")?.revision == 1, "one change")
        },
    ]

    private static func count(
        _ attempts: Int,
        _ attempt: @escaping @Sendable (Int) async throws -> Bool
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<attempts { group.addTask { try await attempt(index) } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }
}
