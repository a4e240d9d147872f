import EIDStorageSQLite
import Foundation
import Testing

@Suite struct ObstacleTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "eid-obstacle-\(UUID().uuidString)")

    private func obstacle(_ path: String) throws -> String? {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data().write(to: folder.appending(path: "file"))
        let found = SQLiteRecordStore.obstacle(at: folder.appending(path: path).path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"], "looking makes nothing")
        return found
    }

    @Test func aPlaceWhereAStoreCanBeMadeHasNone() throws {
        #expect(try obstacle("new.sqlite") == nil)
        #expect(try obstacle("file") == nil)
    }

    @Test(arguments: ["deeper/new.sqlite", "deeper/and/deeper/new.sqlite"])
    func aFolderThatIsNotThere(_ path: String) throws {
        #expect(try obstacle(path)?.hasSuffix(", which does not exist") == true)
    }

    @Test(arguments: ["x", "SQLite format 3", "SQLite format 4\0", "-----BEGIN PRIVATE KEY-----\nMC4CAQAw"])
    func aFileThatIsNoDatabase(_ content: String) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Data(content.utf8).write(to: URL(filePath: folder.file()))
        #expect(SQLiteRecordStore.obstacle(at: folder.file()) == "is a file that is no SQLite database")
    }

    @Test func aDatabaseIsNone() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteRecordStore(path: folder.file())
        #expect(SQLiteRecordStore.obstacle(at: folder.file()) == nil)
        try store.close()
        #expect(SQLiteRecordStore.obstacle(at: folder.file()) == nil)
    }

    @Test func aFileWhereAFolderShouldBe() throws {
        #expect(try obstacle("file/new.sqlite")?.contains("cannot be reached") == true)
    }

    @Test func aFolderWhereTheFileShouldBe() {
        #expect(SQLiteRecordStore.obstacle(at: FileManager.default.temporaryDirectory.path) == "is not a file")
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func aFolderThatNobodyMayWriteTo() {
        #expect(SQLiteRecordStore.obstacle(at: "/proc/new.sqlite") == "is in /proc, where nothing can be made")
    }
}
