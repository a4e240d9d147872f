/// An object identifier, kept as the bytes that DER writes.
public struct OID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The content octets, without tag and length.
    package let bytes: [UInt8]

    /// Takes content octets that were read; `nil` unless every number is complete and minimal.
    package init?(bytes: some BidirectionalCollection<UInt8>) {
        guard let last = bytes.last, last < 0x80, bytes.count <= 64 else { return nil }
        var isFirst = true
        for byte in bytes {
            if isFirst, byte == 0x80 { return nil }
            isFirst = byte < 0x80
        }
        self.bytes = Array(bytes)
    }

    /// The identifier that a text such as `1.2.840.113549` stands for.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt64($0) }
        guard numbers.count == parts.count, numbers.count >= 2, numbers.count <= 32, numbers[0] <= 2,
            numbers[0] == 2 || numbers[1] < 40, numbers.allSatisfy({ $0 < 1 << 56 })
        else { return nil }
        var bytes: [UInt8] = []
        for number in [numbers[0] * 40 + numbers[1]] + numbers[2...] {
            let digits = max(1, (64 - number.leadingZeroBitCount + 6) / 7)
            for digit in (0..<digits).reversed() {
                bytes.append(UInt8(number >> UInt64(digit * 7) & 0x7F) | (digit == 0 ? 0 : 0x80))
            }
        }
        self.bytes = bytes
    }

    /// For identifiers that stand in our source; a wrong literal is a mistake at the desk and becomes 0.0.
    public init(stringLiteral value: String) { self = OID(value) ?? OID(unchecked: [0]) }

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// The numbers with dots between them.
    public var description: String {
        var numbers: [UInt64] = []
        var number: UInt64 = 0
        for byte in bytes {
            guard number < 1 << 56 else { return "(an identifier with huge numbers)" }
            number = number << 7 | UInt64(byte & 0x7F)
            guard byte < 0x80 else { continue }
            if numbers.isEmpty {
                let first = min(number / 40, 2)
                numbers = [first, number - first * 40]
            } else {
                numbers.append(number)
            }
            number = 0
        }
        return numbers.map(String.init).joined(separator: ".")
    }
}
