import Glibc

/// An IP address, or all that begin with the same bits, as CIDR writes them: `10.0.0.7`, `10.0.0.0/8`, `2001:db8::/32`.
///
/// An IPv4 address that a socket of both kinds shows as `::ffff:…` is that IPv4 address.
struct AddressRange: Sendable, Hashable {
    private let bytes: [UInt8]
    private let bits: Int

    /// Reads an address or a range; `nil` for what is neither, such as the name of a host, and for a range of everybody.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let address = Self.address(String(first)) else { return nil }
        var (bytes, bits) = (address, address.count * 8)
        if parts.count == 2 {
            guard let length = Self.length(parts[1]), length <= bits else { return nil }
            bits = length
        }
        if bits >= 96, Self.isMapped(bytes) { (bytes, bits) = (Array(bytes.dropFirst(12)), bits - 96) }
        guard bits > 0 else { return nil }
        self.bits = bits
        // What lies behind the prefix says nothing.
        self.bytes = bytes.enumerated().map { $1 & Self.mask(bits - $0 * 8) }
    }

    /// One address as certificates have it, four or sixteen bytes (RFC 5280 §4.2.1.6); `nil` for any other number of them.
    init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = Self.isMapped(bytes) ? Array(bytes.dropFirst(12)) : bytes
        bits = self.bytes.count * 8
    }

    /// Whether an address is this one, or in the range.
    func contains(_ address: AddressRange) -> Bool {
        guard address.bytes.count == bytes.count, address.bits >= bits else { return false }
        return zip(address.bytes, bytes).enumerated().allSatisfy { index, pair in
            pair.0 & Self.mask(bits - index * 8) == pair.1
        }
    }

    /// Whether the whole range is this machine.
    var isLoopback: Bool {
        switch bytes.count {
        case 4: bytes.first == 127 && bits >= 8
        default: bits == 128 && bytes == Array(repeating: 0, count: 15) + [1]
        }
    }

    /// The byte that keeps as many of its first bits.
    private static func mask(_ bits: Int) -> UInt8 { bits >= 8 ? 0xFF : bits <= 0 ? 0 : ~(0xFF >> UInt8(bits)) }

    private static func length(_ digits: Substring) -> Int? {
        guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(digits)
    }

    private static func isMapped(_ bytes: [UInt8]) -> Bool {
        bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...11].allSatisfy { $0 == 0xFF }
    }

    private static func address(_ text: String) -> [UInt8]? {
        guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, text, &bytes) == 1 { return bytes }
        }
        return nil
    }
}
