public import EIDMethod

/// Why a query or a form was refused; answered with 400 before anything else looks at it.
public enum ParameterError: String, Error, Sendable {
    /// More bytes or more parameters than any honest request has.
    case tooLarge = "too_large"
    /// A percent sign without two hexadecimal digits, or a parameter without a name.
    case malformed
    /// Bytes that are not UTF-8.
    case invalidUTF8 = "invalid_utf8"
    /// NUL, CR or LF, which no parameter needs and log files and headers suffer from.
    case controlCharacter = "control_character"
    /// One name twice (RFC 6749 §3.1).
    case duplicate
}

/// A decoded query or form: what is malformed anywhere is refused here, once for all routes.
public struct RequestParameters: Sendable {
    /// The parameters as received, each name once.
    public let fields: [FormField]

    /// Decodes a query string or form text.
    public init(decoding text: some StringProtocol, limit: Int = 16 * 1024) throws(ParameterError) {
        try self.init(decoding: Array(text.utf8), limit: limit)
    }

    /// Decodes the bytes of a query or of an `application/x-www-form-urlencoded` body.
    public init(decoding bytes: [UInt8], limit: Int = 16 * 1024) throws(ParameterError) {
        guard bytes.count <= limit else { throw .tooLarge }
        var fields: [FormField] = []
        var seen: Set<[UInt8]> = []
        for part in bytes.split(separator: UInt8(ascii: "&")) {
            guard fields.count < 64 else { throw .tooLarge }
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let name = try Self.decode(part[..<equals])
            guard !name.isEmpty else { throw .malformed }
            guard seen.insert(name).inserted else { throw .duplicate }
            let value = part[equals...].dropFirst()
            do throws(ParameterError) {
                fields.append(FormField(name: try Self.text(name), value: try Self.text(Self.decode(value))))
            } catch {
                // Some upstreams break lines in it; the error itself must reach the client all the same.
                guard name.elementsEqual("error_description".utf8) else { throw error }
            }
        }
        self.fields = fields
    }

    /// The value of a parameter, compared by bytes; `nil` also for an empty one.
    ///
    /// RFC 6749 §3.1: a parameter sent without a value counts as omitted.
    public subscript(name: String) -> String? {
        fields.first { $0.name.utf8.elementsEqual(name.utf8) }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    /// The names present, in the order received.
    public var names: [String] { fields.map(\.name) }

    /// Undoes form encoding; also used for the two halves of Basic credentials (RFC 6749 §2.3.1).
    static func decode(_ part: some Collection<UInt8>) throws(ParameterError) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(part.count)
        var bytes = part.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = bytes.next().flatMap(Self.nibble), let low = bytes.next().flatMap(Self.nibble) else {
                    throw .malformed
                }
                result.append(high << 4 | low)
            default: result.append(byte)
            }
        }
        return result
    }

    static func text(_ bytes: [UInt8]) throws(ParameterError) -> String {
        guard !bytes.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else { throw .controlCharacter }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidUTF8 }
        return text
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
