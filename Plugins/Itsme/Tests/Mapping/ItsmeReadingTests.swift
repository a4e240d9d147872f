import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDItsme

/// The normalisers, one by one.
@Suite struct ItsmeReadingTests {
    private func value(_ text: String) throws -> JSONValue {
        let document: JSON = .object([("value", .string(text))])
        return try #require(try JSONValue.parse(document.serialized())["value"])
    }

    @Test(arguments: [
        ("+32 470000001", "+32470000001"), ("+32470000001", "+32470000001"), ("0032 470 00.00-01", "+32470000001"),
        ("+31 612345678", "+31612345678"),
    ])
    func aPhoneNumberIsWrittenAsE164(_ written: String, _ number: String) throws {
        #expect(try ItsmeReading.phoneNumber(value(written)) == number)
    }

    @Test(arguments: [
        "470000001", "+", "+0470000001", "+32 47", "+32 47000000123456789", "+32 47000000a", "+٣٢٤٧٠٠٠٠٠٠١",
    ])
    func aPhoneNumberWithoutCountryOrOfAnotherFormIsRefused(_ written: String) throws {
        #expect(throws: ItsmeUnreadable.malformed) { try ItsmeReading.phoneNumber(value(written)) }
    }

    @Test(arguments: [
        ("female", "female"), ("male", "male"), ("FEMALE", "female"), ("X", "other"), ("unknown", nil), ("n/a", nil),
        ("", nil),
    ])
    func aGenderIsOneOfThreeWordsOrAbsent(_ written: String, _ gender: String?) throws {
        #expect(try ItsmeReading.gender(value(written)) == gender)
    }

    @Test func aGenderThatNobodyKnowsIsRefused() throws {
        #expect(throws: ItsmeUnreadable.malformed) { try ItsmeReading.gender(value("perhaps")) }
    }

    @Test(arguments: [("NL", "nl"), ("FR", "fr"), ("nl-BE", "nl-be"), ("de_BE", "de-be")])
    func aLocaleIsALanguageTagInLowerCase(_ written: String, _ locale: String) throws {
        #expect(try ItsmeReading.locale(value(written)) == locale)
    }

    @Test(arguments: ["N", "nederlands", "nl-", "nl--b", "ñl"])
    func aLocaleOfAnotherFormIsRefused(_ written: String) throws {
        #expect(throws: ItsmeUnreadable.malformed) { try ItsmeReading.locale(value(written)) }
    }

    @Test(arguments: [
        ("17.03.1985", "1985-03-17"), ("17/03/1985", "1985-03-17"), ("17 MAAR 1985", "1985-03-17"),
        ("01 FÉV 1990", "1990-02-01"), ("5 OKT 2001", "2001-10-05"), ("00.00.1951", "1951"), ("1951", "1951"),
        ("00.07.1951", "1951-07"), ("07.1951", "1951-07"), ("1985-03-17", "1985-03-17"),
    ])
    func aPrintedDateIsRead(_ printed: String, _ date: String) {
        #expect(PrintedDate.read(printed)?.description == date)
    }

    @Test(arguments: [
        "", "31.02.1985", "17.13.1985", "17.03.85", "xx.03.1985", "17 FOO 1985", "1.2.3.1985", "032.01.1985",
    ])
    func aPrintedDateThatIsNoneIsRefused(_ printed: String) {
        #expect(PrintedDate.read(printed) == nil)
    }

    @Test(arguments: [
        ("2026-02-11T09:30:00Z", 1_770_802_200.0), ("2026-02-11T09:30:00.250Z", 1_770_802_200.25),
        ("2026-02-11T09:30:00", 1_770_802_200.0), ("2026-02-11T10:30:00+01:00", 1_770_802_200.0),
        ("2026-02-11", 1_770_768_000.0), ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00Z", 951_825_600),
    ])
    func aPointInTimeIsReadInEveryDocumentedForm(_ text: String, _ seconds: Double) {
        #expect(ItsmeDateTime(text)?.date.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        "", "2026", "2026-02-30T00:00:00Z", "2026-02-11T24:00:00Z", "2026-02-11T09:30", "2026-02-11T09:30:00.Z",
        "2026-02-11T09:30:00+1", "2026-02-11T09:30:00Zx", "2026-00-00T09:30:00Z",
        "2026-02-11T09:30:00.0000000000000000000000000000001Z",
    ])
    func aPointInTimeThatIsNoneIsRefused(_ text: String) { #expect(ItsmeDateTime(text) == nil) }

    @Test(arguments: ["592104837782", "593001174265", "610028491318", "592-1048377-82"])
    func aCardNumberWithFittingCheckDigitsIsTaken(_ number: String) throws {
        #expect(try ItsmeReading.eidCardNumber(value(number))?.utf8.count == 12)
    }

    @Test func aCardNumberOfAForeignerIsTaken() throws {
        #expect(try ItsmeReading.eidCardNumber(value("b123456789")) == "B123456789")
    }

    @Test func aCardNumberWithWrongCheckDigitsIsRefused() throws {
        #expect(throws: ItsmeUnreadable.checkDigits) { try ItsmeReading.eidCardNumber(value("592104837783")) }
    }

    @Test(arguments: [("I", "identity_card"), ("ID", "identity_card"), ("P", "passport"), ("PN", "passport")])
    func aDocumentTypeIsReadFromItsCode(_ code: String, _ type: String) throws {
        #expect(try ItsmeReading.documentType(value(code)) == type)
    }

    @Test(arguments: ["V", "passport", "1"])
    func aDocumentTypeThatIsNoIdentityDocumentIsRefused(_ code: String) throws {
        #expect(throws: ItsmeUnreadable.malformed) { try ItsmeReading.documentType(value(code)) }
    }

    @Test(arguments: ["lotte", "@example.com", "lotte@", "a@b@c", "a b@example.com"])
    func anEmailAddressThatIsNoneIsRefused(_ text: String) throws {
        #expect(throws: ItsmeUnreadable.malformed) { try ItsmeReading.email(value(text)) }
    }

    @Test(arguments: [("BEL", "BEL"), ("be", "BEL"), ("D", "DEU"), ("USA", "USA")])
    func aCountryIsWrittenAsAlpha3(_ text: String, _ code: String) { #expect(ItsmeCountry.alpha3(text) == code) }

    @Test(arguments: ["", "X", "XX", "Belg", "B3L"])
    func aCountryThatIsNoCodeIsRefused(_ text: String) { #expect(ItsmeCountry.alpha3(text) == nil) }

    @Test(
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
            ([0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A, 1], "image/jp2"),
        ] as [([UInt8], String)]
    )
    func aPictureIsKnownByItsFirstBytes(_ bytes: [UInt8], _ type: String) {
        #expect(ItsmePicture.image(bytes)?.mediaType == type)
    }

    @Test(arguments: ["<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a", ""])
    func aPictureOfAnotherFormatIsRefused(_ text: String) { #expect(ItsmePicture.image(Array(text.utf8)) == nil) }

    @Test func aPictureOfMoreThanAMegabyteIsRefused() {
        let bytes: [UInt8] = [0xFF, 0xD8, 0xFF] + [UInt8](repeating: 0, count: ItsmePicture.maximumBytes - 3)
        #expect(ItsmePicture.image(bytes) != nil)
        #expect(ItsmePicture.image(bytes + [0]) == nil)
    }

    @Test func aPlaceMayBeAPlainText() throws {
        #expect(try ItsmeReading.place(value("Brugge")) == Place(formatted: "Brugge"))
    }

    @Test(arguments: ["192.0.2.10", "2001:db8::1"])
    func aNetworkAddressIsTaken(_ text: String) throws { #expect(try ItsmeReading.networkAddress(value(text)) == text) }

    @Test(arguments: ["localhost", "192.0.2.10; drop"])
    func aNetworkAddressThatIsNoneIsRefused(_ text: String) throws {
        #expect(throws: ItsmeUnreadable.malformed) { try ItsmeReading.networkAddress(value(text)) }
    }

    @Test func aTextWithControlCharactersIsRefused() throws {
        #expect(throws: ItsmeUnreadable.malformed) { try ItsmeReading.text(value("Lotte\u{1B}[2J")) }
    }

    @Test func aTextOfNothingButSpaceIsAbsent() throws { #expect(try ItsmeReading.text(value(" \u{A0}\t")) == nil) }

    @Test func aTextLongerThanAnyDocumentIsRefused() throws {
        let long = String(repeating: "x", count: 1025)
        #expect(throws: ItsmeUnreadable.malformed) { try ItsmeReading.text(value(long)) }
    }
}
