import Glibc

/// Files that only their owner may read.
enum PrivateFile {
    /// Why a file was not made.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Makes a new file; refuses to touch an existing one, because that might be the only copy of a key in use.
    static func create(_ path: String, holding text: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = errno == EEXIST ? "exists already" : String(cString: strerror(errno))
            throw Failure(description: "\(path): \(reason)")
        }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                unlink(path)
                throw Failure(description: "\(path): cannot be written")
            }
            rest = rest.dropFirst(count)
        }
    }
}
