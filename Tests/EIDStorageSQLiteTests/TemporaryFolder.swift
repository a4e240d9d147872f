import EIDMethod
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A folder for the files of one test.
struct TemporaryFolder {
    let path: String

    init() throws {
        let name = "eid-sqlite-test-\(RandomSource.system.token(bytes: 12))"
        path = FileManager.default.temporaryDirectory.appending(path: name).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    /// The path of a file in it.
    func file(_ name: String = "broker.sqlite") -> String { path + "/" + name }

    /// The permissions of a file in it.
    func permissions(_ name: String) throws -> Int {
        var info = stat()
        guard stat(file(name), &info) == 0 else { throw CocoaError(.fileNoSuchFile) }
        return Int(info.st_mode & 0o777)
    }

    /// Removes the folder.
    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
