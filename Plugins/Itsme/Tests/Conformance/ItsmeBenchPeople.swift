import EIDJSON
import EIDMethod
import EIDMethodTesting

@testable import EIDItsmeSimulator

/// The Belgian of the bench: as itsme knows her, and as the provider must deliver her.
enum ItsmeBenchPeople {
    static let id = "lotte"

    /// Her account at itsme.
    static let account: ItsmePersona = {
        var document = ItsmePersona.Document(country: "BEL", number: "592104837782", type: "I")
        document.validFrom = "2021-06-02T00:00:00.000Z"
        document.validTo = "2031-06-02T00:00:00Z"
        document.issuedAt = "GENT"
        document.verified = "2026-02-11T09:30:00"
        var persona = ItsmePersona(id: id, phone: "+32 470000001", document: document, claims: claims)
        persona.activated = "2024-01-05T10:06:00.000Z"
        return persona
    }()

    private static let claims: [(name: String, value: JSON)] = [
        ("name", "Lotte Verbrugge"), ("given_name", "Lotte"), ("family_name", "Verbrugge"), ("gender", "female"),
        (ItsmeSamples.vendor("official_gender"), "V"), ("locale", "NL"), ("birthdate", "1985-03-17"),
        (ItsmeSamples.vendor("birthdate_as_string"), "17.03.1985"), ("email", "lotte@example.com"),
        (
            "address",
            [
                "street_address": "Voorbeeldstraat 12 bus 3", "postal_code": "9000", "locality": "GENT",
                "formatted": "Voorbeeldstraat 12 bus 3 9000 GENT",
            ]
        ),
        (ItsmeSamples.vendor("claim_citizenship"), "Belgische"),
        (ItsmeSamples.vendor("claim_citizenship_as_iso"), "BEL"),
        (ItsmeSamples.vendor("place_of_birth"), ["city": "Brugge", "formatted": "Brugge"]),
        (ItsmeSamples.vendor("BENationalNumber"), "85031724680"),
    ]

    /// What the broker must get.
    static let person = BenchPerson(assurance: .substantial)
        .with(.name, "Lotte Verbrugge")
        .with(.givenName, "Lotte")
        .with(.familyName, "Verbrugge")
        .with(.gender, "female")
        .with(.officialGender, "V")
        .with(.locale, "nl")
        .with(.birthdate, on: "1985-03-17")
        .with(.birthdateAsPrinted, "17.03.1985")
        .with(.ageOver16, true)
        .with(.ageOver18, true)
        .with(.ageOver21, true)
        .with(.ageOver30, true)
        .with(.email, "lotte@example.com")
        .with(.emailVerified, false)
        .with(.phoneNumber, "+32470000001")
        .with(.phoneNumberVerified, true)
        .with(
            .address,
            PostalAddress(
                formatted: "Voorbeeldstraat 12 bus 3 9000 GENT",
                streetAddress: "Voorbeeldstraat 12 bus 3",
                postalCode: "9000",
                locality: "GENT",
                country: "BE"
            )
        )
        .with(.nationality, "BEL")
        .with(.nationalityAsPrinted, "Belgische")
        .with(.placeOfBirth, Place(formatted: "Brugge", locality: "Brugge"))
        .with(.nationalNumber, "85031724680")
        .with(.nationalNumberCountry, "BE")
        .with(.documentNumber, "592104837782")
        .with(.eidCardNumber, "592104837782")
        .with(.documentType, "identity_card")
        .with(.documentIssuingCountry, "BEL")
        .with(.documentValidFrom, on: "2021-06-02")
        .with(.documentValidUntil, on: "2031-06-02")
        .with(.documentIssuingLocality, "GENT")
        .with(.documentVerifiedAt, on: "2026-02-11")
        .with(.picture, Image(mediaType: "image/jpeg", bytes: PersonPhoto.bytes))
        .with(
            .application,
            [
                "appName": "be.bmid.itsme.simulator", "appRelease": "4.9.1",
                "appInstalledDate": "2024-01-05T10:06:00.000Z",
            ]
        )
        .with(.account, ["activationDate": "2024-01-05T10:06:00.000Z", "activationMechanism": "CONTACT_LESS"])
        .with(
            .device,
            [
                "os": "ANDROID", "osRelease": "15", "manufacturer": "Simulated", "deviceModel": "SIM-1",
                "deviceLabel": "phone", "deviceLockLevel": "true", "rooted": "false", "debugEnabled": "false",
                "appName": "be.bmid.itsme.simulator", "appRelease": "4.9.1",
            ]
        )
        .with(.identificationMode, "QR")
        .with(.transactionIP, "192.0.2.10")
        .with(.ongoingCall, false)
}

extension BenchPerson {
    /// The same person with a day more.
    fileprivate func with(_ attribute: Attribute<CalendarDate>, on day: String) -> BenchPerson {
        CalendarDate(iso: day).map { with(attribute, $0) } ?? self
    }
}
