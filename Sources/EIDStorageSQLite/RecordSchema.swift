import GRDB

/// The tables, in the steps in which they came about; a released step never changes.
enum RecordSchema {
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
        return migrator
    }
}
