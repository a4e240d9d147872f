public import FoundationEssentials

extension Attribute where Value == String {
    /// Full name for display.
    public static var name: Self { .init("name") }
    /// Family name.
    public static var familyName: Self { .init("familyName") }
    /// Given names, separated by spaces.
    public static var givenName: Self { .init("givenName") }
    /// Middle names.
    public static var middleName: Self { .init("middleName") }
    /// Family name at birth.
    public static var birthFamilyName: Self { .init("birthFamilyName") }
    /// Given names at birth.
    public static var birthGivenName: Self { .init("birthGivenName") }
    /// Full name at birth, where the source does not tell its parts apart.
    public static var birthName: Self { .init("birthName") }
    /// Casual name, as the person states it.
    public static var nickname: Self { .init("nickname") }
    /// Name by which the person wishes to be addressed at a service; not unique.
    public static var preferredUsername: Self { .init("preferredUsername") }
    /// URL of a page about the person.
    public static var profile: Self { .init("profile") }
    /// URL of the person's own page.
    public static var website: Self { .init("website") }
    /// Time zone of the person, from the IANA database.
    public static var zoneinfo: Self { .init("zoneinfo") }
    /// Unique identifier of eIDAS: two country codes and the national part, `ES/AT/02635542Y`.
    public static var personIdentifier: Self { .init("personIdentifier") }
    /// Gender: `female`, `male` or `other`.
    public static var gender: Self { .init("gender") }
    /// Gender as printed on the document.
    public static var officialGender: Self { .init("officialGender") }
    /// Date of birth as printed on the document.
    public static var birthdateAsPrinted: Self { .init("birthdateAsPrinted") }
    /// Language of the person, BCP 47.
    public static var locale: Self { .init("locale") }
    /// Nationality, ISO 3166-1 alpha-3.
    public static var nationality: Self { .init("nationality") }
    /// Nationality as the document prints it.
    public static var nationalityAsPrinted: Self { .init("nationalityAsPrinted") }
    /// National identification number.
    public static var nationalNumber: Self { .init("nationalNumber") }
    /// Country of the national identification number, ISO 3166-1 alpha-2.
    public static var nationalNumberCountry: Self { .init("nationalNumberCountry") }
    /// E-mail address.
    public static var email: Self { .init("email") }
    /// Phone number, E.164.
    public static var phoneNumber: Self { .init("phoneNumber") }
    /// Number of the identity document.
    public static var documentNumber: Self { .init("documentNumber") }
    /// Number of the national eID card.
    public static var eidCardNumber: Self { .init("eidCardNumber") }
    /// Kind of document: `identity_card` or `passport`.
    public static var documentType: Self { .init("documentType") }
    /// Country that issued the document, ISO 3166-1 alpha-3.
    public static var documentIssuingCountry: Self { .init("documentIssuingCountry") }
    /// Place where the document was issued.
    public static var documentIssuingLocality: Self { .init("documentIssuingLocality") }
    /// How the person found their way to the app.
    public static var identificationMode: Self { .init("identificationMode") }
    /// Network address of the device that approved.
    public static var transactionIP: Self { .init("transactionIP") }
}

extension Attribute where Value == CalendarDate {
    /// Date of birth; may be only a year.
    public static var birthdate: Self { .init("birthdate") }
    /// First day of validity of the document.
    public static var documentValidFrom: Self { .init("documentValidFrom") }
    /// Last day of validity of the document.
    public static var documentValidUntil: Self { .init("documentValidUntil") }
    /// Day on which the document was last read.
    public static var documentVerifiedAt: Self { .init("documentVerifiedAt") }
}

extension Attribute where Value == Date {
    /// When the person's data was last changed at the upstream.
    public static var updatedAt: Self { .init("updatedAt") }
}

extension Attribute where Value == Bool {
    /// Whether the person is at least 16.
    public static var ageOver16: Self { .init("ageOver16") }
    /// Whether the person is at least 18.
    public static var ageOver18: Self { .init("ageOver18") }
    /// Whether the person is at least 21.
    public static var ageOver21: Self { .init("ageOver21") }
    /// Whether the person is at least 30.
    public static var ageOver30: Self { .init("ageOver30") }
    /// Whether the e-mail address was checked.
    public static var emailVerified: Self { .init("emailVerified") }
    /// Whether the phone number was checked.
    public static var phoneNumberVerified: Self { .init("phoneNumberVerified") }
    /// Whether a phone call was going on during approval.
    public static var ongoingCall: Self { .init("ongoingCall") }
}

extension Attribute where Value == PostalAddress {
    /// Postal address.
    public static var address: Self { .init("address") }
}

extension Attribute where Value == Place {
    /// Place of birth.
    public static var placeOfBirth: Self { .init("placeOfBirth") }
}

extension Attribute where Value == Image {
    /// Photo of the person.
    public static var picture: Self { .init("picture") }
}

extension Attribute where Value == [String: String] {
    /// The device that approved.
    public static var device: Self { .init("device") }
    /// The eID app.
    public static var application: Self { .init("application") }
    /// The eID account.
    public static var account: Self { .init("account") }
}
