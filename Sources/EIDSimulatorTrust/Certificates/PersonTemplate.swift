package import FoundationEssentials

/// A person's certificate as a scheme of its own shapes it; people here are invented.
package struct PersonTemplate: Sendable {
    /// Two capital letters.
    package var country: String
    /// The number, with its prefix where the scheme has one.
    package var serialNumber: String?
    /// Family name.
    package var surname: String?
    /// Given names.
    package var givenNames: String?
    /// The day of birth as eight digits, for schemes that name it apart.
    package var birthdate: String?
    /// Policies, in dots.
    package var policies: [String] = []
    /// Extended key usages, in dots.
    package var purposes: [String] = []
    /// Whether the key commits its holder instead of identifying them.
    package var commits = false
    /// Whether it states that it is qualified.
    package var isQualified = false
    /// When its life begins and ends; from now on for three years without.
    package var life: ClosedRange<Date>?
    /// Whether it names a responder, a list, and where its issuer's certificate is.
    package var namesServices = true
    /// Who issues it.
    package var issuer: TrustAuthority = .signers

    /// Makes a template with nothing but a country.
    package init(country: String) { self.country = country }

    var name: DER {
        let common = [surname, givenNames, serialNumber].compactMap(\.self).joined(separator: ",")
        let attributes = [
            (NameAttribute.country, country), (NameAttribute.commonName, common), (NameAttribute.surname, surname),
            (NameAttribute.givenName, givenNames), (NameAttribute.serialNumber, serialNumber),
        ]
        return .name(attributes.compactMap { oid, value in value.map { (oid: oid, value: $0) } })
    }

    func extensions(disclosure url: String) -> [CertificateExtension] {
        var extensions: [CertificateExtension] = [.keyUsage(commits ? [.nonRepudiation] : [.digitalSignature])]
        if !purposes.isEmpty { extensions.append(.extendedKeyUsage(purposes)) }
        if !policies.isEmpty { extensions.append(.policies(policies)) }
        if let birthdate { extensions.append(.birth(birthdate)) }
        if isQualified { extensions.append(.qualifiedStatements(.signature, inDevice: true, disclosure: url)) }
        return extensions
    }
}

extension CertificateExtension {
    /// When the holder was born (RFC 3739 §3.2.2), at noon by convention.
    static func birth(_ digits: String) -> CertificateExtension {
        let time = DER(tag: 0x18, Array("\(digits)120000Z".utf8))
        return CertificateExtension(
            oid: "2.5.29.9",
            value: .sequence(.sequence(.oid("1.3.6.1.5.5.7.9.1"), .set(time)))
        )
    }
}
