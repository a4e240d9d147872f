#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The file below a store; SQLite gives its companions `-wal` and `-shm` the same permissions.
struct DatabaseFile {
    let path: String

    /// Makes sure that the file exists, in a folder that does, and that only its owner may read or write it.
    func prepare() throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw SQLiteStoreError(.unusableFile, "cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else {
            throw SQLiteStoreError(.unusableFile, "permissions cannot be set: \(String(cString: strerror(errno)))")
        }
    }

    /// Whether the file begins as every database does (SQLite's file format, §1.3.1).
    var isDatabase: Bool {
        let magic = Array("SQLite format 3\0".utf8)
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: magic.count)
        return read(descriptor, &start, start.count) == magic.count && start == magic
    }
}
