import Glibc

/// Reads a file that should be small, without trusting that it is.
enum SmallFile {
    /// The bytes and the mode of a regular file of at most `limit` bytes; `name` is what messages call it.
    static func read(
        _ path: String,
        calling name: String,
        limit: Int
    ) throws(SecretSource.Absence) -> (bytes: [UInt8], mode: mode_t) {
        // Not blocking: opening a pipe named by mistake would wait for its writer.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = errno == ENOENT ? "does not exist" : "cannot be opened"
            throw .init(message: "names the file \(name), which \(reason)")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .init(message: "names \(name), which is not a regular file")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 * 1024)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { throw .init(message: "names the file \(name), which cannot be read") }
            guard count > 0 else { return (bytes, status.st_mode) }
            bytes += chunk[..<count]
        }
        throw .init(message: "names the file \(name), which is larger than \(limit / 1024) KiB")
    }
}
