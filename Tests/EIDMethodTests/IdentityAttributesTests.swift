import EIDMethod
import FoundationEssentials
import Testing

@Suite struct IdentityAttributesTests {
    private let source = Provenance(
        claim: "given_name",
        basis: .document,
        verifiedAt: Date(timeIntervalSince1970: 1_700_000_000),
        issuingCountry: "BEL"
    )

    @Test func `A value comes back with its type and its provenance`() {
        var attributes = IdentityAttributes()
        attributes.set(.givenName, to: "Lotte", from: source)
        attributes.set(.birthdate, to: CalendarDate(iso: "1985-03-24"), from: source)
        attributes.set(.ageOver18, to: true, from: source)
        #expect(attributes[.givenName] == "Lotte")
        #expect(attributes[.birthdate]?.year == 1985)
        #expect(attributes[.ageOver18] == true)
        #expect(attributes.provenance(of: .givenName) == source)
        #expect(attributes.names.count == 3)
    }

    @Test func `What was not set is absent`() {
        let attributes = IdentityAttributes()
        #expect(attributes[.email] == nil)
        #expect(attributes.provenance(of: .email) == nil)
        #expect(attributes.isEmpty)
    }

    @Test(arguments: ["", " ", "\t\n", "\u{A0}"])
    func `A blank text leaves the attribute absent`(_ text: String) {
        var attributes = IdentityAttributes()
        attributes.set(.email, to: text, from: source)
        #expect(attributes.isEmpty)
    }

    @Test func `A value that is not there leaves the attribute absent`() {
        var attributes = IdentityAttributes()
        attributes.set(.email, to: nil, from: source)
        attributes.set(.picture, to: Image(mediaType: "image/jpeg", bytes: []), from: source)
        attributes.set(.picture, to: Image(mediaType: "", bytes: [1]), from: source)
        attributes.set(.device, to: [:], from: source)
        attributes.set(.device, to: ["system": ""], from: source)
        attributes.set(.address, to: PostalAddress(), from: source)
        attributes.set(.address, to: PostalAddress(formatted: "", locality: " "), from: source)
        attributes.set(.placeOfBirth, to: Place(locality: ""), from: source)
        #expect(attributes.isEmpty)
    }

    @Test func `Blank parts of a value are left out`() {
        var attributes = IdentityAttributes()
        attributes.set(.address, to: PostalAddress(streetAddress: "", postalCode: "9000", region: " "), from: source)
        attributes.set(.placeOfBirth, to: Place(formatted: "", locality: "Gent"), from: source)
        attributes.set(.device, to: ["system": "x", "model": ""], from: source)
        #expect(attributes[.address] == PostalAddress(postalCode: "9000"))
        #expect(attributes[.placeOfBirth] == Place(locality: "Gent"))
        #expect(attributes[.device] == ["system": "x"])
    }

    @Test func `Restricting leaves only what is named`() {
        var attributes = IdentityAttributes()
        attributes.set(.givenName, to: "Lotte", from: source)
        attributes.set(.familyName, to: "Verbrugge", from: source)
        let restricted = attributes.restricted(to: [Attribute<String>.familyName.name])
        #expect(restricted[.familyName] == "Verbrugge")
        #expect(restricted[.givenName] == nil)
        #expect(attributes.restricted(to: []).isEmpty)
    }

    @Test func `A value is recorded under its name where the catalogue has that name and type`() {
        var attributes = IdentityAttributes()
        attributes.set(Attribute<String>.givenName.name, to: .text("Lotte"), from: source)
        attributes.set(Attribute<CalendarDate>.birthdate.name, to: .text("1985-03-17"), from: source)
        attributes.set(AttributeName(rawValue: "unheardOf"), to: .text("x"), from: source)
        attributes.set(Attribute<String>.email.name, to: .text(" "), from: source)
        attributes.set(Attribute<String>.nickname.name, to: nil, from: source)
        #expect(attributes[.givenName] == "Lotte")
        #expect(attributes.names == [Attribute<String>.givenName.name])
    }

    @Test func `Attributes of every type survive being stored`() throws {
        var attributes = IdentityAttributes()
        attributes.set(.givenName, to: "Lotte", from: source)
        attributes.set(.birthdate, to: CalendarDate(iso: "1985"), from: source)
        attributes.set(.ageOver18, to: true, from: source)
        attributes.set(.address, to: PostalAddress(locality: "Gent", country: "BE"), from: source)
        attributes.set(.placeOfBirth, to: Place(locality: "Gent"), from: source)
        attributes.set(.picture, to: Image(mediaType: "image/jpeg", bytes: [1, 2, 3]), from: source)
        attributes.set(.device, to: ["system": "x"], from: source)
        attributes.set(.updatedAt, to: Date(timeIntervalSince1970: 1_700_000_000), from: source)
        let bytes = try JSONEncoder().encode(attributes)
        #expect(try JSONDecoder().decode(IdentityAttributes.self, from: bytes) == attributes)
        #expect(String(decoding: bytes, as: UTF8.self).contains(#""givenName":{"#))
        #expect(attributes.names.count == 8)
    }
}
