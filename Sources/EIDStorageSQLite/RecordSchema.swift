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

    /// Every step, in its order.
    static var migrator: DatabaseMigrator {
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
        // Rows of a table without row numbers leave a page when they grow beyond a quarter of it, as transactions do: each
        // change then wrote two or three pages more.
        migrator.registerMigration("2 rows with numbers") { db in
            try db.execute(
                sql: """
                    ALTER TABLE record RENAME TO record_before;
                    DROP INDEX record_batch;
                    DROP INDEX record_expires;
                    CREATE TABLE record (
                        kind TEXT NOT NULL,
                        id BLOB NOT NULL,
                        batch BLOB,
                        revision INTEGER NOT NULL,
                        expires REAL NOT NULL,
                        body BLOB NOT NULL,
                        PRIMARY KEY (kind, id)
                    );
                    INSERT INTO record SELECT kind, id, batch, revision, expires, body FROM record_before;
                    DROP TABLE record_before;
                    CREATE INDEX record_batch ON record (batch, kind) WHERE batch IS NOT NULL;
                    CREATE INDEX record_expires ON record (expires);
                    """
            )
        }
        return migrator
    }
}
