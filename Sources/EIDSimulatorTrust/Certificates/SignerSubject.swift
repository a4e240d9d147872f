/// Whom a signer's certificate names; people here are invented.
package struct SignerSubject: Hashable, Sendable {
    /// All given names.
    package var givenNames: String
    /// The family name.
    package var surname: String
    /// Two capital letters.
    package var country: String
    /// The place, when the certificate shall name one.
    package var locality: String?
    /// The bare national number, as in real certificates.
    package var nationalNumber: String

    /// Names somebody.
    package init(
        givenNames: String,
        surname: String,
        country: String,
        locality: String? = nil,
        nationalNumber: String
    ) {
        self.givenNames = givenNames
        self.surname = surname
        self.country = country
        self.locality = locality
        self.nationalNumber = nationalNumber
    }

    /// The name in the order of real certificates.
    func name() throws(TrustError) -> DER {
        try Self.check(country: country)
        var attributes = [(NameAttribute.country, country)]
        if let locality { attributes.append((NameAttribute.locality, locality)) }
        attributes += [
            (NameAttribute.serialNumber, nationalNumber), (NameAttribute.surname, surname),
            (NameAttribute.givenName, givenNames), (NameAttribute.commonName, "\(surname) \(givenNames)"),
        ]
        try Self.check(attributes.map(\.1))
        return .name(attributes.map { (oid: $0.0, value: $0.1) })
    }

    static func check(country: String) throws(TrustError) {
        guard country.utf8.count == 2, country.utf8.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }) else {
            throw TrustError(.unsuitable, "a country is two capital letters")
        }
    }

    static func check(_ values: [String]) throws(TrustError) {
        for value in values {
            guard !value.isEmpty, value.utf8.count <= 256, value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                throw TrustError(.unsuitable, "a name in a certificate is empty, too long or not text")
            }
        }
    }
}
