import FoundationEssentials
import Glibc

/// Standard error, unbuffered; answers go to standard output by `print`.
enum Terminal {
    /// Writes a line to standard error.
    static func complain(_ text: String) { complain(Array(text.utf8)) }

    /// Writes a line to standard error, in one call so that lines of several threads do not mix.
    static func complain(_ bytes: [UInt8]) {
        var line = (bytes + [UInt8(ascii: "\n")])[...]
        while !line.isEmpty {
            let count = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            line = line.dropFirst(count)
        }
    }

    /// Writes a line to standard output at once, even into a pipe.
    static func announce(_ text: String) {
        print(text)
        fflush(nil)
    }
}
