import EIDMethod
import HTTPTypes
import NIOCore

/// The proxies that may name a request by `X-Request-ID` and its sender by `X-Forwarded-For`; no other `X-Forwarded-*` is
/// read, whoever sent it.
struct TrustedProxies: Sendable {
    private let ranges: [AddressRange]

    /// Takes addresses and ranges of them; what is neither was refused with the settings, and trusts nobody.
    init(_ addresses: [String]) { ranges = addresses.compactMap { AddressRange($0) } }

    /// Whether the other end of a connection is one of them.
    func trusts(_ address: String?) -> Bool {
        guard !ranges.isEmpty, let address = address.flatMap({ AddressRange($0) }) else { return false }
        return ranges.contains { $0.contains(address) }
    }

    /// Whose browser sent a request: the other end or, behind a proxy, the last address that is none of them.
    ///
    /// `nil` where a proxy does not say: its own address is nobody's.
    func endUser(of headers: HTTPFields, from address: String?) -> EndUser? {
        guard let address else { return nil }
        var sender: String? = address
        if trusts(address) {
            let named = (Self.forwardedFor.map { headers[values: $0] } ?? []).joined(separator: ",")
                .split(separator: ",").map { $0.filter { !$0.isWhitespace } }
            // Anyone can write what stands further to the left.
            sender = named.last { !trusts($0) }
        }
        guard let sender = sender.flatMap(Self.normalised) else { return nil }
        return EndUser(address: sender, userAgent: headers[.userAgent].map { Self.cut($0, to: 256) })
    }

    /// An address as it is written one way: IPv4 that a socket of both kinds shows as `::ffff:…` as IPv4, IPv6 in small letters
    /// and as short as it goes; `nil` for what is no address.
    private static func normalised(_ text: String) -> String? {
        guard text.utf8.count <= 45, let address = try? SocketAddress(ipAddress: text, port: 0),
            let written = address.ipAddress
        else { return nil }
        let mapped = "::ffff:"
        guard written.hasPrefix(mapped) else { return written }
        let rest = String(written.dropFirst(mapped.count))
        guard rest.utf8.contains(UInt8(ascii: ".")) else { return written }
        return rest
    }

    /// At most so many bytes, and no half of a character.
    private static func cut(_ text: String, to bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var end = bytes
        while end > 0, text.utf8[text.utf8.index(text.utf8.startIndex, offsetBy: end)] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: text.utf8.prefix(end), as: UTF8.self)
    }

    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")
}
