import EIDMethod
import Testing

@Suite struct AttributeCatalogueTests {
    /// OpenID Connect Core §5.1, all but `sub`, with the scope of §5.4 that asks for each.
    private static let openID: [(claim: String, scope: String?)] = [
        ("name", "profile"), ("given_name", "profile"), ("family_name", "profile"), ("middle_name", "profile"),
        ("nickname", "profile"), ("preferred_username", "profile"), ("profile", "profile"), ("website", "profile"),
        ("gender", "profile"), ("birthdate", "profile"), ("zoneinfo", "profile"), ("locale", "profile"),
        ("updated_at", "profile"), ("email", "email"), ("email_verified", "email"), ("phone_number", "phone"),
        ("phone_number_verified", "phone"), ("address", "address"),
        // A special attribute here, which no scope may ask for silently.
        ("picture", nil),
    ]

    @Test(arguments: openID)
    func `OpenID Connect's standard claims are catalogued`(_ claim: String, _ scope: String?) {
        #expect(AttributeCatalogue.definition(claim: claim)?.scope == scope)
        #expect(AttributeCatalogue.definition(claim: claim) != nil)
    }

    /// (EU) 2015/1501, annex 1: the minimum data set of a natural person, mandatory and optional parts.
    @Test func `The eIDAS minimum data set is catalogued`() {
        let names = [
            Attribute<String>.familyName.name, Attribute<String>.givenName.name, Attribute<CalendarDate>.birthdate.name,
            Attribute<String>.personIdentifier.name, Attribute<String>.birthName.name,
            Attribute<String>.birthFamilyName.name, Attribute<String>.birthGivenName.name,
            Attribute<Place>.placeOfBirth.name, Attribute<PostalAddress>.address.name, Attribute<String>.gender.name,
        ]
        for name in names { #expect(AttributeCatalogue.definition(of: name) != nil, "\(name)") }
    }

    /// The seed table of the itsme attributes; the unique identifier is the subject, address parts are in `address`.
    @Test(arguments: [
        "family_name", "given_name", "name", "gender", "official_gender", "birthdate", "birthdate_as_printed",
        "phone_number", "email", "email_verified", "address", "locale", "place_of_birth", "document_number",
        "eid_card_number", "national_number", "nationality", "nationality_as_printed", "document_issuing_locality",
        "document_valid_from", "document_valid_until", "picture", "document_issuing_country", "document_verified_at",
    ])
    func `The seed table is catalogued`(_ claim: String) {
        #expect(AttributeCatalogue.definition(claim: claim) != nil)
    }

    @Test func `Exactly the attributes that need a justification are special`() {
        let special = AttributeCatalogue.all.filter(\.isSpecial).map(\.claim)
        #expect(
            Set(special) == [
                "place_of_birth", "eid_card_number", "document_number", "national_number", "national_number_country",
                "nationality", "nationality_as_printed", "document_issuing_locality", "document_valid_from",
                "document_valid_until", "picture", "person_identifier",
            ]
        )
    }

    @Test func `No scope asks for a special attribute`() {
        for definition in AttributeCatalogue.all where definition.isSpecial { #expect(definition.scope == nil) }
    }

    @Test func `Names and claims are unique`() {
        #expect(Set(AttributeCatalogue.all.map(\.name)).count == AttributeCatalogue.all.count)
        #expect(Set(AttributeCatalogue.all.map { Array($0.claim.utf8) }).count == AttributeCatalogue.all.count)
    }

    @Test func `No claim collides with one that a token needs for itself`() {
        let reserved = ["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "nonce", "acr", "amr", "azp", "auth_time"]
        for claim in reserved { #expect(AttributeCatalogue.definition(claim: claim) == nil) }
    }

    @Test func `Claims are named in snake case and summarised`() {
        for definition in AttributeCatalogue.all {
            let isSnakeCase = definition.claim.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
            #expect(isSnakeCase, "\(definition.claim)")
            #expect(!definition.summary.isEmpty && definition.summary.count < 80)
        }
    }

    @Test func `Kinds follow the types`() {
        let kinds: [(AttributeName, AttributeValue.Kind)] = [
            (Attribute<String>.name.name, .text), (Attribute<Bool>.emailVerified.name, .boolean),
            (Attribute<CalendarDate>.birthdate.name, .date), (Attribute<PostalAddress>.address.name, .address),
            (Attribute<Place>.placeOfBirth.name, .place), (Attribute<Image>.picture.name, .image),
            (Attribute<[String: String]>.device.name, .record),
        ]
        for (name, kind) in kinds { #expect(AttributeCatalogue.definition(of: name)?.kind == kind, "\(name)") }
        #expect(AttributeCatalogue.definition(claim: "updated_at")?.kind == .time)
    }

    @Test func `Every scope asks for something, and every scope named is listed`() {
        for scope in AttributeCatalogue.scopes { #expect(!AttributeCatalogue.attributes(scope: scope).isEmpty) }
        #expect(Set(AttributeCatalogue.all.compactMap(\.scope)) == Set(AttributeCatalogue.scopes))
        #expect(AttributeCatalogue.attributes(scope: "openid").isEmpty)
    }

    @Test func `Claims are found by their bytes`() {
        #expect(AttributeCatalogue.definition(claim: "Email") == nil)
        #expect(AttributeCatalogue.definition(claim: "e\u{301}mail") == nil)
    }
}
