import GRDB

/// How long a call waits: writers take turns, and other processes may hold the file.
///
/// The time of a call covers both. Were each turn as patient by itself, the tenth of ten people who come while the file is held
/// would wait ten times as long as the first.
extension SQLiteRecordStore {
    /// The longest time of one call, longer than any of our transactions.
    static let patience = Duration.seconds(5)
    /// How many seconds of it one turn may take before the next call has its own.
    static let longestTurn = 0.25

    /// Changes something; a call whose time is over before its turn changes nothing.
    func write<Value: Sendable>(_ change: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        let end = ContinuousClock.now + patience
        return try await waiting(until: end) { [database] in
            try await database.writeWithoutTransaction { db in
                guard .now < end else { throw SQLiteStoreError(.busy, "the writers before took too long") }
                return try change(db)
            }
        }
    }

    /// Looks at several records on a thread of the pool.
    func look<Value: Sendable>(_ question: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await waiting(until: .now + patience) { [database] in try await database.read(question) }
    }

    /// Tries again while somebody else has the file; a statement that was told so has done nothing.
    func waiting<Value: Sendable>(
        until end: ContinuousClock.Instant,
        _ call: @Sendable () async throws -> Value
    ) async throws -> Value {
        while true {
            do { return try await call() } catch let error as DatabaseError {
                let pause = Duration.milliseconds(20)
                guard error.resultCode == .SQLITE_BUSY, .now + pause < end else { throw SQLiteStoreError(error) }
                try await Task.sleep(for: pause)
            }
        }
    }
}
