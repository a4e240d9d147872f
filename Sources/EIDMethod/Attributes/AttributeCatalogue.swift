import FoundationEssentials

/// The standard attributes: one definition each, and the claim, scope and sensitivity that go with it.
///
/// Names follow OpenID Connect Core §5.1 and the eIDAS minimum data set (EU) 2015/1501 where those have one.
public enum AttributeCatalogue {
    /// One standard attribute.
    public struct Definition: Sendable, Hashable {
        /// Our name.
        public let name: AttributeName
        /// The type of its values.
        public let kind: AttributeValue.Kind
        /// The claim that clients see.
        public let claim: String
        /// The OpenID scope that asks for it, if one does.
        public let scope: String?
        /// Whether a client needs a justification to receive it.
        public let isSpecial: Bool
        /// One line for documentation.
        public let summary: String
    }

    /// Every attribute, in the order in which documentation lists them.
    public static let all: [Definition] = person + contact + document + signals

    /// The definition of an attribute.
    public static func definition(of name: AttributeName) -> Definition? { byName[name] }

    /// The definition behind a claim, compared by bytes.
    public static func definition(claim: String) -> Definition? { byClaim[Array(claim.utf8)] }

    /// The attributes that a scope asks for.
    public static func attributes(scope: String) -> [AttributeName] {
        all.filter { $0.scope.map { $0.utf8.elementsEqual(scope.utf8) } ?? false }.map(\.name)
    }

    /// The scopes that ask for attributes.
    public static let scopes: [String] = ["profile", "email", "phone", "address"]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    private static let byClaim = Dictionary(uniqueKeysWithValues: all.map { (Array($0.claim.utf8), $0) })

    private static let person: [Definition] = [
        define(.name, "name", scope: "profile", "Full name for display"),
        define(.familyName, "family_name", scope: "profile", "Family name"),
        define(.givenName, "given_name", scope: "profile", "Given names, separated by spaces"),
        define(.middleName, "middle_name", scope: "profile", "Middle names"),
        define(.birthFamilyName, "birth_family_name", "Family name at birth"),
        define(.birthGivenName, "birth_given_name", "Given names at birth"),
        define(.birthName, "birth_name", "Full name at birth, where its parts are not told apart"),
        define(.nickname, "nickname", scope: "profile", "Casual name, as the person states it"),
        define(.preferredUsername, "preferred_username", scope: "profile", "Name to be addressed by; not unique"),
        define(.profile, "profile", scope: "profile", "URL of a page about the person"),
        define(.website, "website", scope: "profile", "URL of the person's own page"),
        define(.zoneinfo, "zoneinfo", scope: "profile", "Time zone of the person, from the IANA database"),
        define(.updatedAt, "updated_at", scope: "profile", "When the data was last changed at the upstream"),
        define(.gender, "gender", scope: "profile", "Gender: female, male or other"),
        define(.officialGender, "official_gender", "Gender as printed on the document"),
        define(.birthdate, "birthdate", scope: "profile", "Date of birth; may be only a year"),
        define(.birthdateAsPrinted, "birthdate_as_printed", "Date of birth as printed on the document"),
        define(.ageOver16, "age_over_16", "Whether the person is at least 16"),
        define(.ageOver18, "age_over_18", "Whether the person is at least 18"),
        define(.ageOver21, "age_over_21", "Whether the person is at least 21"),
        define(.ageOver30, "age_over_30", "Whether the person is at least 30"),
        define(.locale, "locale", scope: "profile", "Language of the person, BCP 47"),
        define(.placeOfBirth, "place_of_birth", special: true, "Place of birth"),
        define(.nationality, "nationality", special: true, "Nationality, ISO 3166-1 alpha-3"),
        define(.nationalityAsPrinted, "nationality_as_printed", special: true, "Nationality as the document prints it"),
        define(.personIdentifier, "person_identifier", special: true, "Unique identifier of eIDAS"),
        define(.nationalNumber, "national_number", special: true, "National identification number"),
        define(
            .nationalNumberCountry,
            "national_number_country",
            special: true,
            "Country of the national number, alpha-2"
        ),
        define(.picture, "picture", special: true, "Photo of the person, a data URL"),
    ]

    private static let contact: [Definition] = [
        define(.email, "email", scope: "email", "E-mail address"),
        define(.emailVerified, "email_verified", scope: "email", "Whether the e-mail address was checked"),
        define(.phoneNumber, "phone_number", scope: "phone", "Phone number, E.164"),
        define(.phoneNumberVerified, "phone_number_verified", scope: "phone", "Whether the phone number was checked"),
        define(.address, "address", scope: "address", "Postal address"),
    ]

    private static let document: [Definition] = [
        define(.documentNumber, "document_number", special: true, "Number of the identity document"),
        define(.eidCardNumber, "eid_card_number", special: true, "Number of the national eID card"),
        define(.documentType, "document_type", "Kind of document: identity_card or passport"),
        define(.documentIssuingCountry, "document_issuing_country", "Country that issued the document, alpha-3"),
        define(.documentValidFrom, "document_valid_from", special: true, "First day of validity of the document"),
        define(.documentValidUntil, "document_valid_until", special: true, "Last day of validity of the document"),
        define(
            .documentIssuingLocality,
            "document_issuing_locality",
            special: true,
            "Place where the document was issued"
        ),
        define(.documentVerifiedAt, "document_verified_at", "Day on which the document was last read"),
    ]

    private static let signals: [Definition] = [
        define(.device, "device", "The device that approved: system, model, lock, whether rooted"),
        define(.application, "application", "The eID app: name, release, date of installation"),
        define(.account, "account", "The eID account: when and how it was activated"),
        define(.identificationMode, "identification_mode", "How the person found their way to the app"),
        define(.transactionIP, "transaction_ip", "Network address of the device that approved"),
        define(.ongoingCall, "ongoing_call", "Whether a phone call was going on during approval"),
    ]

    private static func define<Value: AttributeContent>(
        _ attribute: Attribute<Value>,
        _ claim: String,
        scope: String? = nil,
        special: Bool = false,
        _ summary: String
    ) -> Definition {
        Definition(
            name: attribute.name,
            kind: kind(of: Value.self),
            claim: claim,
            scope: scope,
            isSpecial: special,
            summary: summary
        )
    }

    private static func kind(of type: any AttributeContent.Type) -> AttributeValue.Kind {
        switch type {
        case is Bool.Type: .boolean
        case is CalendarDate.Type: .date
        case is Date.Type: .time
        case is PostalAddress.Type: .address
        case is Place.Type: .place
        case is Image.Type: .image
        case is [String: String].Type: .record
        default: .text
        }
    }
}
