import GRDB

/// The tables, in the steps in which they came about; a released step never changes.
enum RecordSchema {
    /// Brings a file to the newest step.
    ///
    /// The migrator looks before it locks, so of several openers of a new file some fail at a step that another one has just
    /// done. Each such failure means that one step is done, so as many further attempts are enough.
    static func apply(to pool: DatabasePool) throws {
        let migrator = migrator
        for _ in migrator.migrations {
            do {
                return try migrator.migrate(pool)
            } catch let error as DatabaseError
                where error.resultCode == .SQLITE_ERROR || error.resultCode == .SQLITE_CONSTRAINT
            {
                continue
            }
        }
        try migrator.migrate(pool)
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 records") { db in
            try db.execute(
                sql: """
                    CREATE TABLE record (
                        kind TEXT NOT NULL,
                        id BLOB NOT NULL,
                        batch BLOB,
                        revision INTEGER NOT NULL,
                        expires REAL NOT NULL,
                        body BLOB NOT NULL,
                        PRIMARY KEY (kind, id)
                    ) WITHOUT ROWID;
                    CREATE INDEX record_batch ON record (batch, kind) WHERE batch IS NOT NULL;
                    CREATE INDEX record_expires ON record (expires);
                    """
            )
        }
        return migrator
    }
}
