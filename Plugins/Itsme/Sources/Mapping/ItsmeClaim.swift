/// The names of itsme's own claims, which are URLs, always with `http:` and a small `v2`.
enum ItsmeClaim {
    static let birthdateAsString = named("birthdate_as_string")
    static let officialGender = named("official_gender")
    static let photo = named("physical_person_photo")
    static let citizenship = named("claim_citizenship")
    static let citizenshipISO = named("claim_citizenship_as_iso")
    static let placeOfBirth = named("place_of_birth")
    static let eidCardNumber = named("BEeidSn")
    static let documentNumber = named("IDDocumentSN")
    static let documentType = named("IDDocumentType")
    static let issuingCountry = named("IDIssuingCountry")
    static let validFrom = named("validityFrom")
    static let validTo = named("validityTo")
    static let verificationDate = named("verificationDate")
    static let issuanceLocality = named("issuance_locality")
    static let device = named("claim_device")
    static let app = named("app")
    static let account = named("account")
    static let identificationMode = named("identification_mode")
    static let transactionIP = named("transaction_ip")
    static let ongoingCall = named("ongoing_call")

    /// A claim in itsme's name space.
    static func named(_ name: String) -> String { "http://itsme.services/v2/claim/\(name)" }

    /// A claim with a national number; the countries are those of `nationalNumbers`.
    static func nationalNumber(_ prefix: String) -> String { named("\(prefix)NationalNumber") }

    /// The countries whose national number itsme delivers, by the prefix of the claim.
    ///
    /// Slovenia has two: itsme's pages disagree on the name, so both are asked for and both are read.
    static let nationalNumbers: [(prefix: String, country: String)] = [
        ("BE", "BE"), ("RO", "RO"), ("BG", "BG"), ("CZ", "CZ"), ("SK", "SK"), ("HR", "HR"), ("LT", "LT"), ("LV", "LV"),
        ("MT", "MT"), ("RS", "RS"), ("MD", "MD"), ("SI", "SI"), ("SV", "SI"),
    ]

    /// The claims about which `verificationDate` and `IDIssuingCountry` say something: what was read from a document.
    static let describedByMetadata: Set<String> = Set(
        [
            "name", "given_name", "family_name", "birthdate", "gender", "address", "picture", placeOfBirth,
            birthdateAsString, citizenship, citizenshipISO, eidCardNumber, documentNumber, photo,
        ] + nationalNumbers.map { nationalNumber($0.prefix) }
    )
}
