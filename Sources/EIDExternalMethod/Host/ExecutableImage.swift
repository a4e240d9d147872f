import CChildProcess
import EIDJOSE
import Glibc

/// A private copy of an executable that nobody can change any more: what was hashed is what runs.
///
/// The file is read once, into memory of its own that is sealed before it is hashed. Whatever happens to the file afterwards
/// has no effect, on restarts neither.
final class ExecutableImage: Sendable {
    /// The largest executable.
    static let maximumBytes = 512 << 20
    private static let chunkBytes = 256 << 10

    let descriptor: Int32
    /// Whether an interpreter reads it.
    let isScript: Bool

    /// Copies and checks a file.
    init(_ executable: ExternalExecutable) throws(ExternalFailure) {
        let file = open(executable.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            throw ExternalFailure(.unusableFile, errno == ENOENT ? "does not exist" : "cannot be opened")
        }
        defer { close(file) }
        try Self.checkRights(of: file)
        descriptor = eid_image_create()
        guard descriptor >= 0 else { throw ExternalFailure(.notStarted, "finds no memory for its copy") }
        let (isScript, digest): (Bool, [UInt8])
        do throws(ExternalFailure) {
            isScript = try Self.copy(file, to: descriptor)
            guard eid_image_seal(descriptor) == 0 else { throw ExternalFailure(.notStarted, "cannot be sealed") }
            digest = try Self.digest(of: descriptor)
        } catch {
            close(descriptor)
            throw error
        }
        self.isScript = isScript
        guard digest == executable.sha256 else {
            throw ExternalFailure(.wrongHash, "has the SHA-256 \(Hexadecimal.text(digest)), not the one that is pinned")
        }
    }

    deinit { close(descriptor) }

    /// Who could write to the file could have run what they like in the broker's name before it was pinned.
    private static func checkRights(of file: Int32) throws(ExternalFailure) {
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ExternalFailure(.unusableFile, "is not a regular file")
        }
        guard status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw ExternalFailure(.unusableFile, "can be written to by others: chmod go-w")
        }
        guard status.st_uid == 0 || status.st_uid == geteuid() else {
            throw ExternalFailure(.unusableFile, "belongs neither to root nor to the broker's user")
        }
        guard status.st_size <= maximumBytes else { throw ExternalFailure(.unusableFile, "is larger than 512 MiB") }
    }

    private static func copy(_ file: Int32, to image: Int32) throws(ExternalFailure) -> Bool {
        var (total, start): (Int, [UInt8]) = (0, [])
        var chunk = [UInt8](repeating: 0, count: chunkBytes)
        while true {
            let count = read(file, &chunk, chunk.count)
            guard count >= 0 else { throw ExternalFailure(.unusableFile, "cannot be read") }
            guard count > 0 else { return start == Array("#!".utf8) }
            total += count
            guard total <= maximumBytes else { throw ExternalFailure(.unusableFile, "is larger than 512 MiB") }
            if start.count < 2 { start += chunk[..<count].prefix(2 - start.count) }
            var rest = chunk[..<count]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(image, $0.baseAddress, $0.count) }
                guard written > 0 else { throw ExternalFailure(.notStarted, "finds no memory for its copy") }
                rest = rest.dropFirst(written)
            }
        }
    }

    private static func digest(of image: Int32) throws(ExternalFailure) -> [UInt8] {
        let running = RunningDigest()
        var (offset, chunk) = (0, [UInt8](repeating: 0, count: chunkBytes))
        while true {
            let count = pread(image, &chunk, chunk.count, offset)
            guard count >= 0 else { throw ExternalFailure(.notStarted, "cannot be read back") }
            guard count > 0 else { break }
            running.update(Array(chunk[..<count]))
            offset += count
        }
        do { return try running.finish() } catch { throw ExternalFailure(.notStarted, "cannot be hashed") }
    }
}
