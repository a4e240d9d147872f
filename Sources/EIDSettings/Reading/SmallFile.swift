package import Glibc

/// Reads a file that should be small, without trusting that it is.
package enum SmallFile {
    /// Why a file could not be read, as the end of a sentence about it.
    package struct Unreadable: Error {
        /// The end of the sentence.
        package let reason: String
    }

    /// The bytes and the mode of a regular file of at most `limit` bytes.
    package static func read(_ path: String, limit: Int) throws(Unreadable) -> (bytes: [UInt8], mode: mode_t) {
        // Not blocking: opening a pipe named by mistake would wait for its writer.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Unreadable(reason: errno == ENOENT ? "does not exist" : "cannot be opened")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Unreadable(reason: "is not a regular file")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 * 1024)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { throw Unreadable(reason: "cannot be read") }
            guard count > 0 else { return (bytes, status.st_mode) }
            bytes += chunk[..<count]
        }
        throw Unreadable(reason: "is larger than " + (limit < 1 << 20 ? "\(limit >> 10) KiB" : "\(limit >> 20) MiB"))
    }
}
