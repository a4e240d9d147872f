import EIDJSON
import EIDMethod

@testable import EIDItsme

/// Deliveries of fictional people, one per kind of account, in itsme's own words.
enum ItsmeSamples {
    private static let prefix = "http://itsme.services/v2/claim/"

    /// A claim in itsme's name space, spelled out apart from the plugin's own table.
    static func vendor(_ name: String) -> String { prefix + name }

    /// A Belgian with everything.
    static let belgian: JSON = [
        "name": "Lotte Verbrugge", "given_name": "Lotte", "family_name": "Verbrugge", "gender": "female",
        vendor("official_gender"): "V", "locale": "NL", "birthdate": "1985-03-17",
        vendor("birthdate_as_string"): "17.03.1985", "age_gte_16": true, "age_gte_18": true,
        "age_gte_21": true, "age_gte_30": true, "email": "lotte@example.com", "email_verified": false,
        "phone_number": "+32 470000001", "phone_number_verified": true,
        "address": [
            "street_address": "Voorbeeldstraat 12 bus 3", "postal_code": "9000", "locality": "GENT",
            "formatted": "Voorbeeldstraat 12 bus 3 9000 GENT",
        ],
        "picture": "https://idp.e2e.itsme.services/v2/picture",
        vendor("physical_person_photo"): ["format": "image/jpeg", "value": "/9j/4AAQSkZJRg=="],
        vendor("claim_citizenship"): "Belg", vendor("claim_citizenship_as_iso"): "BEL",
        vendor("place_of_birth"): ["city": "Brugge", "formatted": "Brugge"],
        vendor("BENationalNumber"): "85031724680", vendor("BEeidSn"): "592-1048377-82",
        vendor("IDDocumentSN"): "592104837782", vendor("IDDocumentType"): "I",
        vendor("validityFrom"): [vendor("BEeidSn"): "2021-06-02T00:00:00Z"],
        vendor("validityTo"): [
            vendor("BEeidSn"): "2031-06-02T00:00:00Z", vendor("IDDocumentSN"): "2031-06-02T00:00:00Z",
        ],
        vendor("issuance_locality"): [vendor("BEeidSn"): "GENT"],
        vendor("IDIssuingCountry"): [
            "name": "BEL", "birthdate": "BEL", "address": "BEL", vendor("BEeidSn"): "BEL",
            vendor("IDDocumentSN"): "BEL",
        ],
        vendor("verificationDate"): ["name": "2026-02-11T09:30:00Z", "birthdate": "2026-02-10T09:30:00"],
        vendor("claim_device"): [
            "os": "IOS", "appName": "be.bmid.itsme.e2e", "appRelease": "4.9.1", "deviceLabel": "phone",
            "debugEnabled": false, "deviceId": "0a1b2c3d4e5f60718293a4b5c6d7e8f90", "osRelease": "18.1",
            "manufacturer": "Apple", "deviceLockLevel": "true", "rooted": false, "deviceModel": "iPhone15,2",
            "msisdn": "0032470000001",
        ],
        vendor("app"): [
            "appInstalledDate": "2024-01-05T10:00:00.000Z", "appName": "be.bmid.itsme.e2e", "appRelease": "4.9.1",
        ],
        vendor("account"): ["activationDate": "2024-01-05T10:06:00.000Z", "activationMechanism": "CONTACT_LESS"],
        vendor("identification_mode"): "QR", vendor("transaction_ip"): "192.0.2.10",
        vendor("ongoing_call"): false,
    ]

    /// Somebody with a Dutch document: no address, no gender, no national number.
    static let dutch: JSON = [
        "name": "Sanne de Wit", "given_name": "Sanne", "family_name": "de Wit", "birthdate": "1992-04-30",
        "locale": "NL", vendor("claim_citizenship"): "NLD", vendor("claim_citizenship_as_iso"): "NLD",
        vendor("IDDocumentSN"): "NX7K2F9P4", vendor("IDDocumentType"): "I",
        vendor("IDIssuingCountry"): [vendor("IDDocumentSN"): "NLD", "name": "NLD", "birthdate": "NLD"],
        vendor("validityTo"): [vendor("IDDocumentSN"): "2030-08-14T00:00:00Z"],
    ]

    /// The Belgian without some claims.
    static func belgian(without claims: String...) -> JSON {
        var person = belgian
        for claim in claims { person[claim] = nil }
        return person
    }

    /// The Belgian with one claim changed.
    static func belgian(_ claim: String, _ value: JSON) -> JSON {
        var person = belgian
        person[claim] = value
        return person
    }

    /// Every attribute of the catalogue.
    static let everything = Set(AttributeCatalogue.all.map(\.name))

    /// What the mapping makes of a delivery.
    static func read(
        _ person: JSON,
        asking attributes: Set<AttributeName> = everything
    ) throws -> ItsmeAttributeMapping.Outcome {
        let delivery = ItsmeDelivery([try JSONValue.parse(person.serialized())])
        return ItsmeAttributeMapping(requested: attributes).read(delivery)
    }
}
