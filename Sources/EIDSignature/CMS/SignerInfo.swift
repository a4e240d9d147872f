import SwiftASN1

/// One signer of a SignedData; every field keeps the bytes it came with.
package struct SignerInfo: Hashable, Sendable {
    package let version: DERElement
    package let identifier: DERElement
    package let digestAlgorithm: DERElement
    /// `[0]` as it stands in the message.
    package let signedAttributesField: DERElement?
    package let signatureAlgorithm: DERElement
    package let signature: [UInt8]
    package let signedAttributes: [CMSAttribute]
    package var unsignedAttributes: [CMSAttribute]
    package let digest: DigestAlgorithm
    package let scheme: SignatureScheme
    /// How long the salt of PSS is, where the scheme is that.
    let saltLength: Int?

    /// A signer as we write it: RFC 5652 §5.3, version 1 because issuer and serial number identify the signer.
    init(certificate: Certificate, scheme: SignatureScheme, signedAttributes bytes: [UInt8], value: [UInt8])
        throws(SignatureError)
    {
        let set = try DERReader.parse(bytes, Self.place)
        version = .integer(1)
        identifier = certificate.identifier
        digestAlgorithm = scheme.digest.identifier
        signedAttributesField = DERElement(encoded: bytes).retagged(0xA0)
        signatureAlgorithm = scheme.identifier
        signature = value
        signedAttributes = try Self.attributes(set, .set)
        unsignedAttributes = []
        digest = scheme.digest
        self.scheme = scheme
        saltLength = nil
    }

    private static let place = "the signer's part"

    init(_ node: ASN1Node) throws(SignatureError) {
        var reader = try DERReader(node, .sequence, Self.place)
        version = try reader.next(.integer).element
        identifier = try reader.any().element
        let digestNode = try reader.next(.sequence)
        digestAlgorithm = digestNode.element
        digest = try AlgorithmIdentifier(digestNode, Self.place).digest(Self.place)
        if let field = reader.tagged(0) {
            signedAttributesField = field.element
            signedAttributes = try Self.attributes(field, field.identifier)
        } else {
            signedAttributesField = nil
            signedAttributes = []
        }
        let algorithm = try reader.next(.sequence)
        signatureAlgorithm = algorithm.element
        let identifier = try AlgorithmIdentifier(algorithm, Self.place)
        scheme = try SignatureScheme(identifier, digest: digest, Self.place)
        saltLength = try SignatureScheme.saltLength(identifier, Self.place)
        signature = try reader.next(.octetString).octets(Self.place)
        if let field = reader.tagged(1) {
            unsignedAttributes = try Self.attributes(field, field.identifier)
        } else {
            unsignedAttributes = []
        }
        try reader.end()
    }

    private static func attributes(_ node: ASN1Node, _ tag: ASN1Identifier) throws(SignatureError) -> [CMSAttribute] {
        var reader = try DERReader(node, tag, place)
        var attributes: [CMSAttribute] = []
        for item in reader.remaining() { attributes.append(try CMSAttribute(item, place)) }
        return attributes
    }

    /// What was hashed for the signature: the attributes under the universal tag of a SET (RFC 5652 §5.4).
    package var signedBytes: [UInt8]? { signedAttributesField?.retagged(0x31).bytes }

    package var element: DERElement {
        var fields = [version, identifier, digestAlgorithm]
        if let signedAttributesField { fields.append(signedAttributesField) }
        fields += [signatureAlgorithm, .octets(signature)]
        if !unsignedAttributes.isEmpty {
            fields.append(.implicit(1, DERElement.sorted(unsignedAttributes.map(\.element))))
        }
        return .sequence(fields)
    }

    /// The value, once it was found to be over the signed attributes and by the key of a certificate.
    func verifiedValue(by certificate: Certificate) throws(SignatureError) -> [UInt8] {
        guard let signedBytes else {
            throw SignatureError(.malformed, "the signature has no signed attributes")
        }
        return try ValueCheck.verifiedInMessage(
            signature,
            over: digest.digest(signedBytes),
            by: certificate,
            scheme: scheme,
            saltLength: saltLength
        )
    }

    /// Whether the identifier names this certificate, by issuer and number or by the name of its key.
    func isIdentified(_ certificate: Certificate) -> Bool {
        if identifier == certificate.identifier { return true }
        guard let keyID = certificate.extensions.subjectKeyID else { return false }
        return identifier == .implicit(0, primitive: keyID)
    }
}
