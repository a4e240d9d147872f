import GRDB

/// What must hold for a committed transaction to survive a power cut.
enum Durability {
    /// Sets it on the writing connection and reads it back; opening a pool sets `NORMAL`, which loses the last
    /// transactions when the power goes.
    static func require(_ db: Database) throws {
        try db.execute(sql: "PRAGMA synchronous = FULL")
        let (mode, level) = try current(db)
        guard mode == "wal", level == 2 else {
            throw SQLiteStoreError(.notDurable, "journal_mode \(mode), synchronous \(level)")
        }
    }

    /// The journal mode and the level of synchronisation (2 is FULL).
    static func current(_ db: Database) throws -> (mode: String, level: Int) {
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "unknown"
        let level = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1
        return (mode, level)
    }
}
