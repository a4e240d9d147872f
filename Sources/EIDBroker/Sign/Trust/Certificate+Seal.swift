import EIDSignature

extension Certificate {
    /// Whether its holder is an organisation (EN 319 412-3 §4.2.1) and not a person of one, by their name, their pseudonym
    /// (EN 319 412-2 §4.2.4) or the certificate's declared type.
    var isForSeals: Bool { namesOrganisation && !namesPerson && !isForSignaturesOnly }

    /// Whether its holder is an organisation, or somebody who belongs to one.
    var namesOrganisation: Bool { subject.organization != nil || subject.organizationIdentifier != nil }

    /// Whether its holder is a person, under a name or a pseudonym.
    var namesPerson: Bool { [.surname, .givenName, .pseudonym].contains { subject.first($0) != nil } }

    /// Whether it says that it is for signatures by people, and not for seals.
    var isForSignaturesOnly: Bool {
        let purposes = extensions.qualification?.purposes ?? []
        return purposes.contains(.signature) && !purposes.contains(.seal)
    }
}
