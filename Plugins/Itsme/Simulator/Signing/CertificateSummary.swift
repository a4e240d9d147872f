/// What a certificate says about itself, for `certInfo` (itsme-protocol §18.6).
struct CertificateSummary: Hashable, Sendable {
    /// In hexadecimal.
    let serialNumber: String
    let issuer: String
    let subject: String
    /// `YYYYMMDDHHMMSSZ`.
    let validFrom: String
    let validTo: String

    /// Reads a certificate (RFC 5280 §4.1); `nil` when it is none.
    init?(_ certificate: [UInt8]) {
        var outer = DERReader(certificate[...])
        guard var body = outer.next(0x30).map({ DERReader($0) }), var fields = body.next(0x30).map({ DERReader($0) })
        else { return nil }
        // The version, where it is given, stands in front of the number.
        _ = fields.next(0xA0)
        guard let serial = fields.next(0x02), fields.next(0x30) != nil, let issuer = fields.next(0x30),
            var life = fields.next(0x30).map({ DERReader($0) }), let subject = fields.next(0x30),
            let from = Self.time(&life), let to = Self.time(&life)
        else { return nil }
        serialNumber = serial.drop { $0 == 0 }.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        self.issuer = Self.name(issuer)
        self.subject = Self.name(subject)
        validFrom = from
        validTo = to
    }

    private static func time(_ reader: inout DERReader) -> String? {
        if let short = reader.next(0x17) {
            let text = String(decoding: short, as: UTF8.self)
            guard let year = Int(text.prefix(2)) else { return nil }
            // RFC 5280 §4.1.2.5.1: two digits are a year from 1950 to 2049.
            return (year < 50 ? "20" : "19") + text
        }
        return reader.next(0x18).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A name as text, the most special part first (RFC 4514).
    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        var parts: [String] = []
        var sets = DERReader(bytes)
        while let set = sets.next(0x31) {
            var pairs = DERReader(set)
            while var pair = pairs.next(0x30).map({ DERReader($0) }) {
                guard let type = pair.next(0x06), let value = pair.next(nil) else { break }
                parts.append("\(attributes[Array(type)] ?? "OID")=\(String(decoding: value, as: UTF8.self))")
            }
        }
        return parts.reversed().joined(separator: ",")
    }

    private static let attributes: [[UInt8]: String] = [
        [0x55, 4, 3]: "CN", [0x55, 4, 4]: "SN", [0x55, 4, 5]: "serialNumber", [0x55, 4, 6]: "C", [0x55, 4, 7]: "L",
        [0x55, 4, 10]: "O", [0x55, 4, 42]: "GN", [0x55, 4, 97]: "organizationIdentifier",
    ]
}

/// Reads one DER element after another.
private struct DERReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The content of the next element, if it has the tag; `nil` for a tag takes any.
    mutating func next(_ tag: UInt8?) -> ArraySlice<UInt8>? {
        guard let found = rest.first, tag == nil || tag == found, let first = rest.dropFirst().first else { return nil }
        var content = rest.dropFirst(2)
        var length = Int(first)
        if first >= 0x80 {
            let count = Int(first & 0x7F)
            guard (1...3).contains(count), content.count >= count else { return nil }
            length = content.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            content = content.dropFirst(count)
        }
        guard content.count >= length else { return nil }
        rest = content.dropFirst(length)
        return content.prefix(length)
    }
}
