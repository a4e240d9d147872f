import SwiftASN1

/// The attribute that ties a signature to its certificate (RFC 5035, ESSCertIDv2).
enum SigningCertificateAttribute {
    /// One entry, the signer's; the digest algorithm stands only where it is not SHA-256, which is the DEFAULT.
    static func make(_ certificate: Certificate, _ digest: DigestAlgorithm) throws(SignatureError) -> CMSAttribute {
        let names = DERElement.sequence(.explicit(4, DERElement(encoded: certificate.issuer.der)))
        let issuerSerial = DERElement.sequence(names, DERElement(tag: 0x02, certificate.serialNumber))
        var fields: [DERElement] = digest == .sha256 ? [] : [digest.identifier]
        fields += [.octets(try digest.digest(certificate.der)), issuerSerial]
        return CMSAttribute(.signingCertificateV2, .sequence(.sequence(.sequence(fields))))
    }

    private static let place = "the attribute about the signing certificate"

    /// Refuses a certificate that is not the one the first entry means.
    static func check(_ value: DERElement, is certificate: Certificate) throws(SignatureError) {
        guard try means(value, certificate) else {
            throw SignatureError(.certificateInvalid, "the signature was made with another certificate")
        }
        var entry = try entry(value)
        _ = entry.optional(.sequence)
        _ = try entry.any()
        guard entry.upcoming != nil else { return }
        var issuerSerial = try entry.reader()
        var names = try issuerSerial.reader()
        let name = try names.any()
        let expected = DERElement.explicit(4, DERElement(encoded: certificate.issuer.der))
        guard name.element == expected,
            try issuerSerial.next(.integer).integerBytes(place) == certificate.serialNumber
        else { throw SignatureError(.certificateInvalid, "the signature names another issuer or serial number") }
    }

    /// Whether the first entry has the hash of this certificate.
    static func means(_ value: DERElement, _ certificate: Certificate) throws(SignatureError) -> Bool {
        var entry = try entry(value)
        var digest = DigestAlgorithm.sha256
        if let node = entry.optional(.sequence) { digest = try AlgorithmIdentifier(node, place).digest(place) }
        return try entry.next(.octetString).octets(place) == digest.digest(certificate.der)
    }

    /// Whether the older form of the attribute, which timestamps still have, has the hash of this certificate (RFC 2634 §5.4.1).
    ///
    /// SHA-1 chooses among certificates here, and proves nothing: OpenSSL checks the attribute afterwards.
    static func meansByOlderForm(_ value: DERElement, _ certificate: Certificate) throws(SignatureError) -> Bool {
        var entry = try entry(value)
        return try entry.next(.octetString).octets(place) == certificate.handle.weakFingerprint()
    }

    private static func entry(_ value: DERElement) throws(SignatureError) -> DERReader {
        var outer = try DERReader(sequence: value.bytes, place)
        var entries = try outer.reader()
        return try entries.reader()
    }
}
