import SwiftASN1

/// Who holds or issued a certificate.
public struct DistinguishedName: Hashable, Sendable {
    /// The name as it is encoded; two names are the same when these bytes are.
    public let der: [UInt8]
    /// Types and values in the order of the certificate; values that are no text are left out.
    public let attributes: [Attribute]

    /// One part of a name.
    public struct Attribute: Hashable, Sendable {
        /// What the value means.
        public let type: OID
        /// The value as text.
        public let value: String
    }

    init(_ node: ASN1Node, _ place: String) throws(SignatureError) {
        der = Array(node.encodedBytes)
        var attributes: [Attribute] = []
        var names = try DERReader(node, .sequence, place)
        for name in names.remaining() {
            var parts = try DERReader(name, .set, place)
            for part in parts.remaining() {
                var pair = try DERReader(part, .sequence, place)
                let type = try pair.oid()
                guard let value = DirectoryText.read(try pair.any()) else { continue }
                attributes.append(Attribute(type: type, value: value))
            }
        }
        self.attributes = attributes
    }

    /// The first value of a type.
    public func first(_ type: OID) -> String? { attributes.first { $0.type == type }?.value }

    /// The common name.
    public var commonName: String? { first(.commonName) }
    /// The given names.
    public var givenName: String? { first(.givenName) }
    /// The family names.
    public var surname: String? { first(.surname) }
    /// The person's number; in eID certificates often the national number.
    public var serialNumber: String? { first(.serialNumber) }
    /// The country's two letters.
    public var country: String? { first(.country) }
    /// The organisation's name.
    public var organization: String? { first(.organization) }
    /// The organisation's number, such as `VATBE-…`.
    public var organizationIdentifier: String? { first(.organizationIdentifier) }
}
