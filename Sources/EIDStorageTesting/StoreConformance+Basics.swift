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
        .init("one record is replaced and another added, both or neither") { store, clock in
            _ = try await store.insert(clock.record(.code, "a", group: "g", body: [1]))
            let spent = clock.record(.code, "a", group: "g", body: [2])
            let token = clock.record(.accessToken, "t", group: "g", body: [3])
            try expect(
                try await store.replace(spent, ifRevision: 1, adding: token) == false,
                "a revision that is not there is refused"
            )
            try expect(try await store.load(.accessToken, id: "t") == nil, "and nothing was added")
            try expect(try await store.replace(spent, ifRevision: 0, adding: token), "both are done")
            try expect(try await store.load(.code, id: "a")?.revision == 1, "the first is the next revision")
            try expect(try await store.load(.accessToken, id: "t") == token, "the other is as it was given")
            let again = clock.record(.code, "a", group: "g", body: [4])
            try expect(
                try await store.replace(again, ifRevision: 1, adding: token) == false,
                "an id that is taken is refused"
            )
            try expect(try await store.load(.code, id: "a")?.body == [2], "and nothing was replaced")
        },
        .init("an expired record stands in nobody's way when another is added") { store, clock in
            _ = try await store.insert(clock.record(.accessToken, "t", body: [1], lives: 10))
            _ = try await store.insert(clock.record(.code, "a"))
            clock.advance(by: 20)
            let token = clock.record(.accessToken, "t", body: [2])
            try expect(
                try await store.replace(clock.record(.code, "a"), ifRevision: 0, adding: token),
                "the expired one gives way"
            )
            try expect(try await store.load(.accessToken, id: "t")?.body == [2], "the new one is there")
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
        .init("of 64 concurrent replacements that add something exactly one succeeds") { store, clock in
            let code = clock.record(.code, "a")
            _ = try await store.insert(code)
            let expiry = clock.now.addingTimeInterval(60)
            let winners = try await count(64) { index in
                let token = StoredRecord(kind: .accessToken, id: "t\(index)", group: "g", expiresAt: expiry, body: [1])
                return try await store.replace(code, ifRevision: 0, adding: token)
            }
            try expect(winners == 1, "one winner, not \(winners)")
            try expect(try await store.removeGroup("g", kinds: [.accessToken]) == 1, "one record was added")
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
