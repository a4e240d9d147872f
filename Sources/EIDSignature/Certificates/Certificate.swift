import EIDJOSE
public import FoundationEssentials
import SwiftASN1

/// A certificate: its exact bytes, and what they say.
public struct Certificate: Sendable, Hashable {
    /// The exact bytes.
    public let der: [UInt8]
    /// SHA-256 over the exact bytes.
    public let fingerprint: [UInt8]
    /// The number among those of its issuer, as big-endian bytes with a sign.
    public let serialNumber: [UInt8]
    /// Who issued it.
    public let issuer: DistinguishedName
    /// Who holds it.
    public let subject: DistinguishedName
    /// The first moment of its life.
    public let notBefore: Date
    /// The last moment of its life.
    public let notAfter: Date
    /// The public key.
    public let key: CertificateKey
    /// The extensions that matter for signatures.
    public let extensions: CertificateExtensions

    /// OpenSSL's view, for everything that is verified.
    let handle: X509Handle

    private static let place = "the certificate"

    /// Reads a certificate.
    public init(der: [UInt8]) throws(SignatureError) {
        guard der.count <= 64 * 1024 else { throw SignatureError(.malformed, "the certificate is too large") }
        var outer = try DERReader(sequence: der, Self.place)
        var inner = try outer.reader()
        if let version = inner.tagged(0) { _ = version }
        serialNumber = try inner.next(.integer).integerBytes(Self.place)
        _ = try inner.next(.sequence)
        issuer = try DistinguishedName(inner.next(.sequence), Self.place)
        var validity = try inner.reader()
        notBefore = try validity.any().time(Self.place)
        notAfter = try validity.any().time(Self.place)
        subject = try DistinguishedName(inner.next(.sequence), Self.place)
        let keyNode = try inner.next(.sequence)
        _ = inner.tagged(1)
        _ = inner.tagged(2)
        if let node = inner.tagged(3) {
            var wrapper = try DERReader(node, node.identifier, Self.place)
            extensions = try CertificateExtensions(wrapper.next(.sequence))
        } else {
            extensions = CertificateExtensions()
        }
        try inner.end()
        handle = try X509Handle(der: der)
        key = try CertificateKey(keyNode, handle)
        fingerprint = SHA256.digest(der)
        self.der = der
    }

    /// Reads every certificate in a PEM text, in order; text between the blocks is ignored.
    public static func all(pem text: String) throws(SignatureError) -> [Certificate] {
        var certificates: [Certificate] = []
        var base64: [UInt8]?
        // Bytes: line ends are found without deciding where characters begin.
        for line in Array(text.utf8).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            switch line.first == UInt8(ascii: "-") ? String(decoding: line, as: UTF8.self) : "" {
            case "-----BEGIN CERTIFICATE-----": base64 = []
            case "-----END CERTIFICATE-----":
                guard let complete = base64, let der = Base64.decode(String(decoding: complete, as: UTF8.self)) else {
                    throw SignatureError(.malformed, "a certificate in the PEM text is not base64")
                }
                certificates.append(try Certificate(der: der))
                base64 = nil
            default:
                let hasBlanks = line.contains(UInt8(ascii: " ")) || line.contains(UInt8(ascii: "\t"))
                base64? += hasBlanks ? line.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } : line
            }
        }
        guard base64 == nil else { throw SignatureError(.malformed, "a certificate in the PEM text has no end") }
        return certificates
    }

    /// The certificate as PEM.
    public var pem: String {
        var rest = Substring(Base64.encode(der))
        var lines = ["-----BEGIN CERTIFICATE-----"]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(64)))
            rest = rest.dropFirst(64)
        }
        return (lines + ["-----END CERTIFICATE-----", ""]).joined(separator: "\n")
    }

    /// Whether issuer and subject are the same name.
    public var isSelfIssued: Bool { issuer.der == subject.der }

    /// Whether a moment lies in the certificate's life.
    public func isValid(at date: Date) -> Bool { notBefore <= date && date <= notAfter }

    /// Whether nobody need ask about revocation: only the last certificate of a path can be of the kind, and no issuer.
    package var needsNoAnswer: Bool { extensions.isShortTerm && !extensions.isAuthority }

    /// Certificates are the same when their bytes are.
    public static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }

    /// Hashes what stands for the bytes, which equality compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

    /// `issuerAndSerialNumber` of RFC 5652.
    var identifier: DERElement {
        .sequence(DERElement(encoded: issuer.der), DERElement(tag: 0x02, serialNumber))
    }
}
