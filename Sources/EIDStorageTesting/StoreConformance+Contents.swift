import EIDBroker
import FoundationEssentials

extension StoreConformance {
    static let expiry: [StoreConformance] = [
        .init("an expired record is invisible to every operation") { store, clock in
            _ = try await store.insert(clock.record(.accessToken, "a", group: "g", lives: 10))
            clock.advance(by: 9)
            try expect(try await store.load(.accessToken, id: "a") != nil, "it lives until its time")
            clock.advance(by: 1)
            try expect(try await store.load(.accessToken, id: "a") == nil, "load does not see it")
            try expect(try await store.take(.accessToken, id: "a") == nil, "take does not see it")
            try expect(try await store.removeGroup("g", kinds: [.accessToken]) == 0, "the group is empty")
            let again = clock.record(.accessToken, "a")
            try expect(try await store.replace(again, ifRevision: 0) == false, "it cannot be revived")
        },
        .init("an expired id can be used again") { store, clock in
            _ = try await store.insert(clock.record("a", body: [1], lives: 10))
            clock.advance(by: 10)
            try expect(try await store.insert(clock.record("a", body: [2])), "the insert succeeds")
            try expect(try await store.load(.transaction, id: "a")?.body == [2], "with the new body")
        },
        .init("expired records are removed in portions, living ones stay") { store, clock in
            for index in 0..<5 { _ = try await store.insert(clock.record("old\(index)", lives: 10)) }
            _ = try await store.insert(clock.record("young", lives: 100))
            clock.advance(by: 20)
            try expect(try await store.removeExpired(before: clock.now, limit: 3) == 3, "three at first")
            try expect(try await store.removeExpired(before: clock.now, limit: 3) == 2, "then the other two")
            try expect(try await store.removeExpired(before: clock.now, limit: 3) == 0, "then none")
            try expect(try await store.load(.transaction, id: "young") != nil, "the living one stays")
        },
    ]

    static let groups: [StoreConformance] = [
        .init("the members of a group are found by kind, those that expire first at the front") { store, clock in
            _ = try await store.insert(clock.record(.event, "late", group: "g", lives: 300))
            _ = try await store.insert(clock.record(.event, "soon", group: "g", lives: 100))
            _ = try await store.insert(clock.record(.event, "gone", group: "g", lives: 10))
            _ = try await store.insert(clock.record(.signing, "other kind", group: "g", lives: 100))
            _ = try await store.insert(clock.record(.event, "other group", group: "h", lives: 100))
            _ = try await store.insert(clock.record(.event, "no group", lives: 100))
            clock.advance(by: 20)
            try expect(
                try await store.members(of: "g", kind: .event, limit: 9) == ["soon", "late"],
                "two, in this order"
            )
            try expect(try await store.members(of: "g", kind: .event, limit: 1) == ["soon"], "no more than asked for")
            try expect(try await store.members(of: "g", kind: .event, limit: 0).isEmpty, "none where none is wanted")
            _ = try await store.take(.event, id: "soon")
            try expect(try await store.members(of: "g", kind: .event, limit: 9) == ["late"], "what was taken is gone")
        },
        .init("any record of some kinds is found, as long as one lives") { store, clock in
            try expect(try await store.anyRecord(of: [.signing, .code]) == nil, "none in an empty store")
            _ = try await store.insert(clock.record(.event, "other kind", lives: 300))
            try expect(try await store.anyRecord(of: [.signing, .code]) == nil, "none of another kind")
            _ = try await store.insert(clock.record(.code, "here", lives: 10))
            try expect(try await store.anyRecord(of: [.signing, .code])?.id == "here", "the only one")
            try expect(try await store.anyRecord(of: []) == nil, "none of no kind")
            clock.advance(by: 20)
            try expect(try await store.anyRecord(of: [.signing, .code]) == nil, "none that has expired")
        },
    ]

    static let contents: [StoreConformance] = [
        .init("every byte survives in a body") { store, clock in
            let body = (0...255).map { UInt8($0) }
            _ = try await store.insert(clock.record("a", body: body))
            try expect(try await store.load(.transaction, id: "a")?.body == body, "the same 256 bytes")
        },
        .init("an empty body is a body") { store, clock in
            _ = try await store.insert(clock.record(.assertion, "a", body: []))
            try expect(try await store.load(.assertion, id: "a")?.body == [], "no bytes, not no record")
        },
        .init("a body of a megabyte survives") { store, clock in
            let body = [UInt8](repeating: 0xA5, count: 1 << 20)
            _ = try await store.insert(clock.record("a", body: body))
            try expect(try await store.take(.transaction, id: "a")?.body == body, "the same bytes")
        },
        .init("ids and groups are compared as bytes") { store, clock in
            // One letter, composed and decomposed: equal to Swift, different to us.
            let (composed, decomposed) = ("\u{E9}", "e\u{301}")
            _ = try await store.insert(clock.record("\(composed)", group: composed, body: [1]))
            try expect(try await store.load(.transaction, id: decomposed) == nil, "the other spelling is another id")
            try expect(try await store.insert(clock.record(decomposed, group: decomposed, body: [2])), "both can exist")
            try expect(try await store.load(.transaction, id: composed)?.body == [1], "each with its body")
            try expect(try await store.load(.transaction, id: "\(composed)\0") == nil, "NUL does not end an id")
            _ = try await store.insert(clock.record("Case"))
            try expect(try await store.load(.transaction, id: "case") == nil, "case matters")
            try expect(try await store.removeGroup(composed, kinds: [.transaction]) == 1, "one group of the two")
        },
        .init("times survive to the millisecond") { store, clock in
            let record = clock.record("a", lives: 59.125)
            _ = try await store.insert(record)
            let loaded = try await store.load(.transaction, id: "a")?.expiresAt ?? .distantPast
            try expect(abs(loaded.timeIntervalSince(record.expiresAt)) < 0.001, "the same moment")
        },
    ]
}
