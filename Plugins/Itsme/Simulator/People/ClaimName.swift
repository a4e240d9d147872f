/// Names of itsme's claims, and the short form that settings and personas use.
enum ClaimName {
    /// What stands before every claim of itsme's own; always `http:`.
    static let prefix = "http://itsme.services/v2/claim/"

    /// `C:account` in full; other names unchanged.
    static func full(_ name: String) -> String { name.hasPrefix("C:") ? prefix + name.dropFirst(2) : name }

    static let basic = prefix + "acr_basic"
    static let advanced = prefix + "acr_advanced"
    static let issuingCountry = prefix + "IDIssuingCountry"
    static let verificationDate = prefix + "verificationDate"
    static let validityFrom = prefix + "validityFrom"
    static let validityTo = prefix + "validityTo"
    static let issuanceLocality = prefix + "issuance_locality"
    static let documentNumber = prefix + "IDDocumentSN"
    static let documentType = prefix + "IDDocumentType"
    static let belgianCardNumber = prefix + "BEeidSn"
    static let belgianNationalNumber = prefix + "BENationalNumber"
    static let birthdateAsPrinted = prefix + "birthdate_as_string"
    /// As people have it; a setting says under which name it is told.
    static let slovenianNumber = prefix + ItsmeSimulatorConfiguration.SlovenianNumber.si.rawValue
    static let photo = prefix + "physical_person_photo"
    static let device = prefix + "claim_device"
    static let app = prefix + "app"
    static let account = prefix + "account"
    static let identificationMode = prefix + "identification_mode"
    static let transactionIP = prefix + "transaction_ip"
    static let ongoingCall = prefix + "ongoing_call"

    /// Claims that describe another claim and are objects keyed by its full name (§14.1).
    static let metadata: Set<String> = [issuingCountry, verificationDate, validityFrom, validityTo, issuanceLocality]

    /// Attributes that carry an issuing country and a verification date (§14.1).
    static let verified: Set<String> = Set(
        [
            "name", "given_name", "family_name", "birthdate", "gender", "address", "picture", "C:place_of_birth",
            "C:birthdate_as_string", "C:claim_citizenship", "C:claim_citizenship_as_iso", "C:BENationalNumber",
            "C:BEeidSn", "C:IDDocumentSN", "C:physical_person_photo",
        ].map(full)
    )

    /// What each scope stands for (§6.2); delivered at UserInfo.
    static let scopes: [String: [String]] = [
        "openid": [],
        "profile": ["family_name", "given_name", "name", "gender", "locale", "picture", "birthdate"],
        "email": ["email", "email_verified"],
        "address": ["address"],
        "phone": ["phone_number", "phone_number_verified"],
        "idDocument": [documentNumber, documentType, issuingCountry, validityFrom, validityTo],
        "eid": [belgianNationalNumber, belgianCardNumber],
    ]
}
