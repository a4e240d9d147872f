/// The number of a certificate or a timestamp.
package struct SerialNumber: Hashable, Sendable, CustomStringConvertible {
    /// Big-endian, without leading zeros.
    package let bytes: [UInt8]

    /// Takes a number as it was read.
    package init(bytes: [UInt8]) { self.bytes = Array(bytes.drop { $0 == 0 }) }

    /// A number of 127 bits that follows from a seed, a time and a count.
    init(seed: UInt64, seconds: Int64, count: UInt64) {
        var digest = Array(OpenSSL.sha256(Array("\(seed)|\(seconds)|\(count)".utf8)).prefix(16))
        // Positive, and always of the same length.
        digest[0] = digest[0] & 0x3F | 0x40
        bytes = digest
    }

    /// Reads what ``text`` gave.
    package init?(text: String) {
        let digits = text.utf8.compactMap {
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                ? $0 - 48
                : UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 ? $0 - 87 : nil
        }
        guard digits.count == text.utf8.count, digits.count == 32 else { return nil }
        self.init(bytes: stride(from: 0, to: 32, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }

    /// In hexadecimal, small letters.
    package var text: String {
        bytes.reduce(into: "") { text, byte in
            text += byte < 16 ? "0" : ""
            text += String(byte, radix: 16)
        }
    }

    /// The same as ``text``.
    package var description: String { text }

    /// Whether it looks like ours; other numbers are not even looked for in files.
    var isOurs: Bool { bytes.count == 16 }
}
