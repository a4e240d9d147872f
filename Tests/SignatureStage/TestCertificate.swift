import FoundationEssentials

@testable import EIDSignature

/// What a certificate of the tests says; each rejection changes one thing.
struct TestCertificate {
    var serial: UInt64
    var name: [(OID, String)]
    var notBefore = TestTime.start
    var notAfter = TestTime.end
    var isAuthority = false
    var keyUsage: KeyUsage? = .contentCommitment
    var purposes: [OID] = []
    var purposesAreCritical = true
    var extras: [DERElement] = []
    var qualified: [DERElement] = []

    func issue(key: TestKey, by issuerKey: TestKey, issuer: DERElement) throws -> Certificate {
        let algorithm = issuerKey.scheme.identifier
        let body = DERElement.sequence(
            .explicit(0, .integer(2)),
            .integer(serial),
            algorithm,
            issuer,
            .sequence(DERTime.element(notBefore), DERTime.element(notAfter)),
            subject,
            DERElement(encoded: key.publicDER),
            .explicit(3, .sequence(extensions(key: key, issuerKey: issuerKey)))
        )
        let value = try issuerKey.sign(body.bytes)
        return try Certificate(der: DERElement.sequence(body, algorithm, .bits(value)).bytes)
    }

    var subject: DERElement {
        .sequence(name.map { .set(of: [.sequence(.oid($0.0), .utf8($0.1))]) })
    }

    private func extensions(key: TestKey, issuerKey: TestKey) -> [DERElement] {
        var list = extras
        list.append(Self.make(.subjectKeyID, .octets(Self.keyID(key))))
        list.append(Self.make(.authorityKeyID, .sequence(.implicit(0, primitive: Self.keyID(issuerKey)))))
        if isAuthority { list.append(Self.make(.basicConstraints, .sequence(.boolean(true)), critical: true)) }
        if let keyUsage { list.append(Self.make(.keyUsage, Self.bits(keyUsage), critical: true)) }
        if !purposes.isEmpty {
            list.append(
                Self.make(.extendedKeyUsage, .sequence(purposes.map { .oid($0) }), critical: purposesAreCritical)
            )
        }
        if !qualified.isEmpty { list.append(Self.make(.qcStatements, .sequence(qualified))) }
        return list
    }

    static func make(_ oid: OID, _ value: DERElement, critical: Bool = false) -> DERElement {
        .sequence([.oid(oid)] + (critical ? [.boolean(true)] : []) + [.octets(value.bytes)])
    }

    /// Says where the issuer's revocation list is.
    static func listed(at url: String) -> DERElement {
        let name = DERElement.implicit(6, primitive: Array(url.utf8))
        return make(.crlDistributionPoints, .sequence(.sequence(.implicit(0, [.implicit(0, [name])]))))
    }

    /// Says where a responder is.
    static func answered(at url: String) -> DERElement {
        let place = DERElement.implicit(6, primitive: Array(url.utf8))
        return make(.authorityInformation, .sequence(.sequence(.oid(.ocsp), place)))
    }

    private static func keyID(_ key: TestKey) -> [UInt8] {
        Array(((try? DigestAlgorithm.sha256.digest(key.publicDER)) ?? []).prefix(20))
    }

    private static func bits(_ usage: KeyUsage) -> DERElement {
        var byte: UInt8 = 0
        for position in 0..<8 where usage.rawValue >> UInt16(position) & 1 == 1 { byte |= 0x80 >> UInt8(position) }
        return .bits([byte], unused: UInt8(byte.trailingZeroBitCount))
    }
}

/// The times of the tests.
enum TestTime {
    static let start = Date(timeIntervalSince1970: 1_700_000_000)
    static let now = Date(timeIntervalSince1970: 1_760_000_000)
    /// Beyond 2050, where UTCTime ends, and beyond the days of whoever runs the openssl command.
    static let end = Date(timeIntervalSince1970: 4_000_000_000)
}
