import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDItsme

/// What each kind of account is mapped to, value by value.
@Suite struct ItsmePersonTests {
    @Test func everyAttributeOfABelgianIsRead() throws {
        let outcome = try ItsmeSamples.read(ItsmeSamples.belgian)
        let person = outcome.attributes
        #expect(outcome.unreadable.isEmpty)
        #expect(person[.name] == "Lotte Verbrugge")
        #expect(person[.givenName] == "Lotte")
        #expect(person[.familyName] == "Verbrugge")
        #expect(person[.gender] == "female")
        #expect(person[.officialGender] == "V")
        #expect(person[.locale] == "nl")
        #expect(person[.birthdate] == CalendarDate(year: 1985, month: 3, day: 17))
        #expect(person[.birthdateAsPrinted] == "17.03.1985")
        #expect(
            [person[.ageOver16], person[.ageOver18], person[.ageOver21], person[.ageOver30]].allSatisfy { $0 == true }
        )
        #expect(person[.email] == "lotte@example.com")
        #expect(person[.emailVerified] == false)
        #expect(person[.phoneNumber] == "+32470000001")
        #expect(person[.phoneNumberVerified] == true)
        #expect(
            person[.address]
                == PostalAddress(
                    formatted: "Voorbeeldstraat 12 bus 3 9000 GENT",
                    streetAddress: "Voorbeeldstraat 12 bus 3",
                    postalCode: "9000",
                    locality: "GENT",
                    country: "BE"
                )
        )
        #expect(person[.nationality] == "BEL")
        #expect(person[.nationalityAsPrinted] == "Belg")
        #expect(person[.placeOfBirth] == Place(formatted: "Brugge", locality: "Brugge"))
        #expect(person[.nationalNumber] == "85031724680")
        #expect(person[.nationalNumberCountry] == "BE")
    }

    @Test func theDocumentOfABelgianIsRead() throws {
        let person = try ItsmeSamples.read(ItsmeSamples.belgian).attributes
        #expect(person[.picture] == Image(mediaType: "image/jpeg", bytes: [255, 216, 255, 224, 0, 16, 74, 70, 73, 70]))
        #expect(person[.eidCardNumber] == "592104837782")
        #expect(person[.documentNumber] == "592104837782")
        #expect(person[.documentType] == "identity_card")
        #expect(person[.documentIssuingCountry] == "BEL")
        #expect(person[.documentValidFrom] == CalendarDate(year: 2021, month: 6, day: 2))
        #expect(person[.documentValidUntil] == CalendarDate(year: 2031, month: 6, day: 2))
        #expect(person[.documentIssuingLocality] == "GENT")
        #expect(person[.documentVerifiedAt] == CalendarDate(year: 2026, month: 2, day: 11))
        #expect(person[.application]?["appInstalledDate"] == "2024-01-05T10:00:00.000Z")
        #expect(person[.account]?["activationMechanism"] == "CONTACT_LESS")
        #expect(person[.identificationMode] == "QR")
        #expect(person[.transactionIP] == "192.0.2.10")
        #expect(person[.ongoingCall] == false)
    }

    @Test func theDeviceIsReadWithoutWhatWouldRecogniseItElsewhere() throws {
        let device = try #require(try ItsmeSamples.read(ItsmeSamples.belgian).attributes[.device])
        #expect(device["os"] == "IOS")
        #expect(device["rooted"] == "false")
        #expect(device["deviceLockLevel"] == "true")
        #expect(device["deviceId"] == nil)
        #expect(device["msisdn"] == nil)
    }

    @Test func provenanceIsTakenFromTheMetadataClaims() throws {
        let person = try ItsmeSamples.read(ItsmeSamples.belgian).attributes
        let name = try #require(person.provenance(of: .name))
        #expect(name.claim == "name")
        #expect(name.basis == .document)
        #expect(name.verifiedAt == Date(timeIntervalSince1970: 1_770_802_200))
        #expect(name.issuingCountry == "BEL")
        // Without a zone, the time is UTC.
        #expect(person.provenance(of: .birthdate)?.verifiedAt == Date(timeIntervalSince1970: 1_770_715_800))
        #expect(person.provenance(of: .email) == Provenance(claim: "email", basis: .selfDeclared))
        #expect(person.provenance(of: .phoneNumber)?.basis == .upstream)
        #expect(person.provenance(of: .nationalNumberCountry)?.basis == .derived)
        #expect(person.provenance(of: .documentValidUntil)?.issuingCountry == "BEL")
        #expect(person.provenance(of: .nationalNumber)?.claim == ItsmeSamples.vendor("BENationalNumber"))
    }

    @Test func aDutchDocumentBringsNoAddressAndNoNationalNumber() throws {
        let outcome = try ItsmeSamples.read(ItsmeSamples.dutch)
        #expect(outcome.unreadable.isEmpty)
        let person = outcome.attributes
        #expect(person[.name] == "Sanne de Wit")
        #expect(person[.documentNumber] == "NX7K2F9P4")
        #expect(person[.documentIssuingCountry] == "NLD")
        #expect(person[.documentValidUntil] == CalendarDate(year: 2030, month: 8, day: 14))
        #expect(person[.nationality] == "NLD")
        for absent: AttributeName in [
            Attribute<PostalAddress>.address.name, Attribute<String>.nationalNumber.name, Attribute<String>.gender.name,
            Attribute<CalendarDate>.documentValidFrom.name, Attribute<String>.eidCardNumber.name,
        ] { #expect(person[absent] == nil) }
    }

    @Test func someoneWithoutGivenNameHasNone() throws {
        let person = try ItsmeSamples.read(ItsmeSamples.belgian(without: "given_name")).attributes
        #expect(person[.givenName] == nil)
        #expect(person[.familyName] == "Verbrugge")
    }

    @Test func someoneWithoutEmailHasNone() throws {
        let person = try ItsmeSamples.read(ItsmeSamples.belgian(without: "email", "email_verified")).attributes
        #expect(person[.email] == nil)
        #expect(person[.emailVerified] == nil)
    }

    @Test func nothingIsSaidOfAnAddressThatCannotBeRead() throws {
        let outcome = try ItsmeSamples.read(ItsmeSamples.belgian("email", "nobody"))
        #expect(outcome.attributes[.email] == nil && outcome.attributes[.emailVerified] == nil)
        #expect(outcome.unreadable == ["email": .malformed])
    }

    @Test func anEmailAddressThatIsSaidToBeVerifiedIsNot() throws {
        let outcome = try ItsmeSamples.read(ItsmeSamples.belgian("email_verified", true))
        #expect(outcome.attributes[.email] == "lotte@example.com")
        #expect(outcome.attributes[.emailVerified] == nil)
        #expect(outcome.unreadable == ["email_verified": .malformed])
    }

    @Test(
        arguments: [
            ["address": "BEL"], ["address": "BEL", "name": "NLD"], ["name": "BEL"],
        ] as [[String: JSON]]
    )
    func anAddressOfABelgianDocumentIsInBelgium(_ issuers: [String: JSON]) throws {
        let issuers = JSON.object(issuers.map { (name: $0.key, value: $0.value) })
        let person = try ItsmeSamples.read(ItsmeSamples.belgian(ItsmeSamples.vendor("IDIssuingCountry"), issuers))
        #expect(person.attributes[.address]?.country == "BE")
    }

    @Test(
        arguments: [
            ["address": "NLD"], ["address": "FRA", "name": "BEL"], ["name": "LUX"], ["address": "nowhere"], [:],
        ] as [[String: JSON]]
    )
    func anAddressOfAnyOtherDocumentHasNoCountry(_ issuers: [String: JSON]) throws {
        let issuers = JSON.object(issuers.map { (name: $0.key, value: $0.value) })
        let person = try ItsmeSamples.read(ItsmeSamples.belgian(ItsmeSamples.vendor("IDIssuingCountry"), issuers))
        #expect(person.attributes[.address]?.locality == "GENT")
        #expect(person.attributes[.address]?.country == nil)
    }

    @Test func aBelgianDocumentAloneMakesNoAddress() throws {
        #expect(try ItsmeSamples.read(ItsmeSamples.belgian(without: "address")).attributes[.address] == nil)
        let empty = try ItsmeSamples.read(ItsmeSamples.belgian("address", JSON.object([])))
        #expect(empty.attributes[.address] == nil)
    }

    @Test func aBirthDateOfWhichOnlyTheYearIsKnownIsAYear() throws {
        var person = ItsmeSamples.belgian(without: "birthdate")
        person[ItsmeSamples.vendor("birthdate_as_string")] = "00.00.1951"
        let read = try ItsmeSamples.read(person).attributes
        #expect(read[.birthdate] == CalendarDate(year: 1951))
        #expect(read[.birthdateAsPrinted] == "00.00.1951")
        #expect(read.provenance(of: .birthdate)?.claim == ItsmeSamples.vendor("birthdate_as_string"))
    }

    @Test func aBirthDateInIsoWinsOverThePrintedOne() throws {
        let printed = ItsmeSamples.vendor("birthdate_as_string")
        let read = try ItsmeSamples.read(ItsmeSamples.belgian(printed, "01.01.1900")).attributes
        #expect(read[.birthdate] == CalendarDate(year: 1985, month: 3, day: 17))
        #expect(read.provenance(of: .birthdate)?.claim == "birthdate")
    }

    @Test(arguments: ["SI", "SV"])
    func bothNamesOfTheSlovenianNumberAreRead(_ prefix: String) throws {
        let person: JSON = [ItsmeSamples.vendor("\(prefix)NationalNumber"): "0101006500006"]
        let read = try ItsmeSamples.read(person).attributes
        #expect(read[.nationalNumber] == "0101006500006")
        #expect(read[.nationalNumberCountry] == "SI")
    }

    @Test func withoutAPhotoInLineThePictureIsFetched() throws {
        let photo = ItsmeSamples.vendor("physical_person_photo")
        let outcome = try ItsmeSamples.read(ItsmeSamples.belgian(without: photo))
        #expect(outcome.attributes[.picture] == nil)
        #expect(outcome.pictureURL?.absoluteString == "https://idp.e2e.itsme.services/v2/picture")
        #expect(try ItsmeSamples.read(ItsmeSamples.belgian).pictureURL == nil)
    }

    @Test func theNumberOfTheCardStandsInForThatOfTheDocument() throws {
        let outcome = try ItsmeSamples.read(ItsmeSamples.belgian(without: ItsmeSamples.vendor("IDDocumentSN")))
        #expect(outcome.attributes[.documentNumber] == "592104837782")
        #expect(outcome.attributes.provenance(of: .documentNumber)?.claim == ItsmeSamples.vendor("BEeidSn"))
    }

    @Test func nothingIsReadThatWasNotAskedFor() throws {
        let asked: Set<AttributeName> = [Attribute<String>.name.name, Attribute<String>.email.name]
        #expect(try ItsmeSamples.read(ItsmeSamples.belgian, asking: asked).attributes.names == asked)
        #expect(try ItsmeSamples.read(ItsmeSamples.belgian, asking: []).attributes.isEmpty)
    }

    @Test func userInfoFillsWhatTheIDTokenLacks() throws {
        let idToken = try JSONValue.parse(#"{"sub":"a","name":null,"email":"first@example.com"}"#)
        let userInfo = try JSONValue.parse(#"{"sub":"a","name":"Lotte","email":"second@example.com"}"#)
        let read = ItsmeAttributeMapping(requested: ItsmeSamples.everything).read(ItsmeDelivery([idToken, userInfo]))
        #expect(read.attributes[.name] == "Lotte")
        #expect(read.attributes[.email] == "first@example.com")
    }
}
