import Testing

/// What every secret shows to which a store holds its brokers; `passes` tells whether a store takes the secret of a byte.
enum HeldSecret {
    /// The first one stays, whatever comes between.
    static func expectTheFirstToStay(_ passes: (UInt8) async throws -> Bool) async throws {
        #expect(try await passes(1), "nobody has used the store")
        #expect(try await passes(1))
        #expect(try await passes(2) == false)
        #expect(try await passes(1))
    }

    /// Several processes that begin at one moment are all taken.
    static func expectManyAtOnce(_ passes: @escaping @Sendable (UInt8) async throws -> Bool) async throws {
        let passed = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try await passes(1) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(passed == [Bool](repeating: true, count: 8))
        #expect(try await passes(2) == false)
    }
}
