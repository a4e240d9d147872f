import EIDJOSE
import EIDJSON

/// Parameters in the order sent, as `application/x-www-form-urlencoded`.
public struct FormFields: Sendable {
    /// Every parameter, doubled ones included.
    public var all: [(name: String, value: String)]

    /// Makes fields.
    public init(_ all: [(name: String, value: String)] = []) { self.all = all }

    /// Decodes a query or form; `nil` on a broken percent escape, invalid UTF-8 or NUL.
    public init?(decoding bytes: some Collection<UInt8>) {
        all = []
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]), let value = parts.count > 1 ? Self.decode(parts[1]) : "" else {
                return nil
            }
            all.append((name, value))
        }
    }

    /// The value of a parameter; of a doubled one the first.
    public subscript(name: String) -> String? { all.first { $0.name.sameBytes(as: name) }?.value }

    /// How often a parameter was sent.
    public func count(of name: String) -> Int { all.count { $0.name.sameBytes(as: name) } }

    /// The first parameter that was sent twice.
    public var doubled: String? {
        // By a set: counting each name again would let a long form cost the square of its length.
        var seen: Set<[UInt8]> = []
        return all.first { !seen.insert(Array($0.name.utf8)).inserted }?.name
    }

    /// The fields as a query or form body.
    public var encoded: String {
        all.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }.joined(separator: "&")
    }

    /// Percent-encodes all but the unreserved characters (RFC 3986 §2.3).
    public static func encode(_ text: String) -> String { PercentEncoding.escaped(text) }

    private static func decode(_ bytes: some Collection<UInt8>) -> String? {
        var out: [UInt8] = []
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): out.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(nibble), let low = rest.next().flatMap(nibble) else { return nil }
                out.append(high << 4 | low)
            default: out.append(byte)
            }
        }
        guard !out.contains(0) else { return nil }
        return String(validating: out, as: UTF8.self)
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
