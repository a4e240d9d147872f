/// An extension of a certificate (RFC 5280 §4.2).
struct CertificateExtension {
    let oid: String
    var isCritical = false
    let value: DER

    var der: DER {
        .sequence([.oid(oid)] + (isCritical ? [.boolean(true)] : []) + [.octets(value.bytes)])
    }

    /// An authority's mark, and how many authorities may stand below it.
    static func authority(pathLength: UInt64?) -> CertificateExtension {
        let length = pathLength.map { [DER.integer($0)] } ?? []
        return CertificateExtension(oid: "2.5.29.19", isCritical: true, value: .sequence([.boolean(true)] + length))
    }

    static func keyUsage(_ usage: KeyUsageBits) -> CertificateExtension {
        let bits = DER.bits([usage.rawValue], unused: UInt8(truncatingIfNeeded: usage.rawValue.trailingZeroBitCount))
        return CertificateExtension(oid: "2.5.29.15", isCritical: true, value: bits)
    }

    static func extendedKeyUsage(_ purposes: [String], isCritical: Bool = false) -> CertificateExtension {
        CertificateExtension(oid: "2.5.29.37", isCritical: isCritical, value: .sequence(purposes.map(DER.oid)))
    }

    static func policies(_ policies: [String]) -> CertificateExtension {
        CertificateExtension(oid: "2.5.29.32", value: .sequence(policies.map { .sequence(.oid($0)) }))
    }

    static func subjectKey(_ identifier: [UInt8]) -> CertificateExtension {
        CertificateExtension(oid: "2.5.29.14", value: .octets(identifier))
    }

    static func authorityKey(_ identifier: [UInt8]) -> CertificateExtension {
        CertificateExtension(oid: "2.5.29.35", value: .sequence(.implicit(0, identifier)))
    }

    /// Where the issuer's responder and certificate are.
    static func authorityInformation(responder: String, issuer: String) -> CertificateExtension {
        CertificateExtension(
            oid: "1.3.6.1.5.5.7.1.1",
            value: .sequence(
                .sequence(.oid("1.3.6.1.5.5.7.48.1"), .implicit(6, Array(responder.utf8))),
                .sequence(.oid("1.3.6.1.5.5.7.48.2"), .implicit(6, Array(issuer.utf8)))
            )
        )
    }

    /// Where the issuer's revocation list is.
    static func revocationList(_ url: String) -> CertificateExtension {
        let name = DER.explicit(0, .explicit(0, .implicit(6, Array(url.utf8))))
        return CertificateExtension(oid: "2.5.29.31", value: .sequence(.sequence(name)))
    }

    /// The names under which the holder is reached on loopback (RFC 5280 §4.2.1.6).
    static let loopbackNames = CertificateExtension(
        oid: "2.5.29.17",
        value: .sequence(
            .implicit(2, Array("localhost".utf8)),
            .implicit(7, [127, 0, 0, 1]),
            .implicit(7, [UInt8](repeating: 0, count: 15) + [1])
        )
    )

    /// A responder whose own revocation is not looked up (RFC 6960 §4.2.2.2.1).
    static let noCheck = CertificateExtension(oid: "1.3.6.1.5.5.7.48.1.5", value: .null)
}

/// What a key may be used for; the bits as they stand in the first byte.
struct KeyUsageBits: OptionSet {
    let rawValue: UInt8

    static let digitalSignature = KeyUsageBits(rawValue: 0x80)
    static let nonRepudiation = KeyUsageBits(rawValue: 0x40)
    static let certificateSigning = KeyUsageBits(rawValue: 0x04)
    static let listSigning = KeyUsageBits(rawValue: 0x02)
}
