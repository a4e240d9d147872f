/// Strict base64url without padding, as tokens and keys are written (RFC 7515 §2).
public enum Base64URL {
    /// Writes bytes.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        Base64Alphabet.url.text(bytes, padded: false)
    }

    /// Reads bytes; `nil` for padding, white space, other characters, impossible lengths and non-zero trailing bits.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        decode(bytes: text.utf8)
    }

    /// Reads bytes from the ASCII of a text by the same rules.
    public static func decode(bytes text: some Collection<UInt8>) -> [UInt8]? {
        Base64Alphabet.url.decode(text)
    }

    /// Writes bytes behind what `output` holds already.
    static func encode(_ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
        Base64Alphabet.url.append(bytes, padded: false, to: &output)
    }
}

/// Strict standard base64 with its padding (RFC 4648 §4), as certificates and signatures are written.
public enum Base64 {
    /// Writes bytes.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        Base64Alphabet.standard.text(bytes, padded: true)
    }

    /// Reads bytes; `nil` for missing padding, white space, other characters and non-zero trailing bits.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let utf8 = text.utf8
        guard utf8.count % 4 == 0 else { return nil }
        let padding = utf8.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return Base64Alphabet.standard.decode(utf8.dropLast(padding))
    }
}

/// One alphabet with its tables.
struct Base64Alphabet: Sendable {
    static let url = Base64Alphabet(last: "-_")
    static let standard = Base64Alphabet(last: "+/")

    private let symbols: [UInt8]
    private let values: [UInt8]
    private static let none: UInt8 = 0xFF

    private init(last: String) {
        symbols = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last).utf8)
        var values = [UInt8](repeating: Self.none, count: 256)
        for (value, symbol) in symbols.enumerated() { values[Int(symbol)] = UInt8(value) }
        self.values = values
    }

    func text(_ bytes: some Collection<UInt8>, padded: Bool) -> String {
        var output: [UInt8] = []
        append(bytes, padded: padded, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    func append(_ bytes: some Collection<UInt8>, padded: Bool, to output: inout [UInt8]) {
        output.reserveCapacity(output.count + (bytes.count + 2) / 3 * 4)
        let direct: Void? = bytes.withContiguousStorageIfAvailable { write($0, padded: padded, to: &output) }
        if direct == nil { Array(bytes).withUnsafeBufferPointer { write($0, padded: padded, to: &output) } }
    }

    private func write(_ bytes: UnsafeBufferPointer<UInt8>, padded: Bool, to output: inout [UInt8]) {
        let rest = bytes.count % 3
        let count = bytes.count / 3 * 4 + (rest == 0 ? 0 : padded ? 4 : rest + 1)
        // One pass through memory: appending byte by byte is five times slower.
        output += [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
            symbols.withUnsafeBufferPointer { symbols in
                initialized = count
                var from = 0
                var to = 0
                while from + 2 < bytes.count {
                    let word = Int(bytes[from]) << 16 | Int(bytes[from + 1]) << 8 | Int(bytes[from + 2])
                    output[to] = symbols[word >> 18]
                    output[to + 1] = symbols[word >> 12 & 63]
                    output[to + 2] = symbols[word >> 6 & 63]
                    output[to + 3] = symbols[word & 63]
                    from += 3
                    to += 4
                }
                guard rest > 0 else { return }
                let word = Int(bytes[from]) << 16 | (rest == 2 ? Int(bytes[from + 1]) << 8 : 0)
                output[to] = symbols[word >> 18]
                output[to + 1] = symbols[word >> 12 & 63]
                if rest == 2 { output[to + 2] = symbols[word >> 6 & 63] }
                guard padded else { return }
                output[count - 1] = UInt8(ascii: "=")
                if rest == 1 { output[count - 2] = UInt8(ascii: "=") }
            }
        }
    }

    func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        if let direct = text.withContiguousStorageIfAvailable({ read($0) }) { return direct }
        return Array(text).withUnsafeBufferPointer { read($0) }
    }

    private func read(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let rest = text.count % 4
        guard rest != 1 else { return nil }
        let count = text.count / 4 * 3 + max(0, rest - 1)
        // One bit pattern gathers every symbol's value: anything outside the alphabet sets the two high bits.
        var seen: UInt8 = 0
        var trailing: UInt32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
            values.withUnsafeBufferPointer { values in
                func value(_ index: Int) -> UInt32 {
                    let value = values[Int(text[index])]
                    seen |= value
                    return UInt32(value)
                }
                var from = 0
                var to = 0
                while from + 3 < text.count {
                    let word = value(from) << 18 | value(from + 1) << 12 | value(from + 2) << 6 | value(from + 3)
                    output[to] = UInt8(truncatingIfNeeded: word >> 16)
                    output[to + 1] = UInt8(truncatingIfNeeded: word >> 8)
                    output[to + 2] = UInt8(truncatingIfNeeded: word)
                    from += 4
                    to += 3
                }
                if rest >= 2 {
                    let word = value(from) << 18 | value(from + 1) << 12 | (rest == 3 ? value(from + 2) << 6 : 0)
                    output[to] = UInt8(truncatingIfNeeded: word >> 16)
                    if rest == 3 { output[to + 1] = UInt8(truncatingIfNeeded: word >> 8) }
                    trailing = rest == 3 ? word & 0xFF : word & 0xFFFF
                }
            }
            initialized = count
        }
        return seen & 0xC0 == 0 && trailing == 0 ? bytes : nil
    }
}
