import FoundationEssentials
import Glibc

/// Standard error, unbuffered; answers go to standard output by `print`.
enum Terminal {
    /// Writes a line to standard error.
    static func complain(_ text: String) {
        var line = Array("\(text)\n".utf8)[...]
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
