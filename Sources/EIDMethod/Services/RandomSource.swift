import Glibc

/// Randomness as a value that tests can make repeatable.
public struct RandomSource: Sendable {
    private let fill: @Sendable (Int) -> [UInt8]

    /// A source that calls a function; it must return as many bytes as asked for.
    public init(_ fill: @escaping @Sendable (Int) -> [UInt8]) { self.fill = fill }

    /// The operating system's generator.
    public static let system = RandomSource { count in
        [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, initialized in
            // One call for all: the standard generator asks the system anew for every few bytes.
            while initialized < buffer.count {
                let part = UnsafeMutableBufferPointer(rebasing: buffer[initialized...].prefix(256))
                precondition(getentropy(part.baseAddress, part.count) == 0, "the system has no random bytes")
                initialized += part.count
            }
        }
    }

    /// Random bytes.
    public func bytes(_ count: Int) -> [UInt8] { fill(count) }

    /// A random text of letters, digits, `-` and `_` with `bytes` × 8 bits of entropy (base64url).
    public func token(bytes count: Int = 32) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        let bytes = fill(count)
        var text: [UInt8] = []
        var buffer = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[buffer >> bits & 63])
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { text.append(alphabet[buffer << (6 - bits) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }
}
