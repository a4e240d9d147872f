import EIDSimulatorTrust

/// The parts of a certificate that the answer about it repeats, as DER.
struct CertificateNames {
    /// What cannot happen with certificates of our own.
    struct Unreadable: Error {}

    /// Who issued it.
    let issuer: [UInt8]
    /// Who holds it.
    let subject: [UInt8]
    /// The bits of the issuer's key.
    let issuerKey: [UInt8]

    init(of certificate: IssuedCertificate) throws {
        guard certificate.chain.count > 1 else { throw Unreadable() }
        let fields = try Self.fields(certificate.chain[0])
        issuer = fields[2]
        subject = fields[4]
        // SubjectPublicKeyInfo: the algorithm, and a string of bits behind a byte that counts unused ones.
        let key = try Self.elements(Self.contents(Self.fields(certificate.chain[1])[5]))
        guard key.count == 2 else { throw Unreadable() }
        issuerKey = Array(try Self.contents(key[1]).dropFirst())
    }

    /// Number, algorithm, issuer, life, subject and key.
    private static func fields(_ certificate: [UInt8]) throws -> [[UInt8]] {
        guard let signed = try elements(contents(certificate)).first else { throw Unreadable() }
        let fields = try elements(contents(signed)).filter { $0.first != 0xA0 }
        // Before the number stands the version, which has just been left out.
        guard fields.count >= 6 else { throw Unreadable() }
        return [fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]]
    }

    private static func contents(_ element: [UInt8]) throws -> [UInt8] {
        let (start, end) = try bounds(element[...])
        return Array(element[start..<end])
    }

    private static func elements(_ bytes: [UInt8]) throws -> [[UInt8]] {
        var rest = bytes[...]
        var found: [[UInt8]] = []
        while !rest.isEmpty {
            let (_, end) = try bounds(rest)
            found.append(Array(rest[..<end]))
            rest = rest[end...]
        }
        return found
    }

    private static func bounds(_ bytes: ArraySlice<UInt8>) throws -> (start: Int, end: Int) {
        let first = bytes.startIndex
        guard bytes.count >= 2 else { throw Unreadable() }
        let short = Int(bytes[first + 1])
        let extra = short < 0x80 ? 0 : short & 0x7F
        guard extra <= 3, bytes.count >= 2 + extra else { throw Unreadable() }
        let length = extra == 0 ? short : bytes[(first + 2)..<(first + 2 + extra)].reduce(0) { $0 << 8 | Int($1) }
        let start = first + 2 + extra
        guard length <= bytes.endIndex - start else { throw Unreadable() }
        return (start, start + length)
    }
}
