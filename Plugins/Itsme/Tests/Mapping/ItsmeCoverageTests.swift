import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDItsme

/// The mapping leaves nothing out: neither a claim that itsme publishes nor an attribute that integrators know.
@Suite struct ItsmeCoverageTests {
    /// The claims of the data file, read from the file itself.
    static let published: [String] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Sources/Data/itsme-claims.json"
        )
        guard let bytes = try? Data(contentsOf: file), let document = try? JSONValue.parse(Array(bytes)) else {
            return []
        }
        return document["claims"]?.elements?.compactMap { $0["claim"]?.string } ?? []
    }()

    @Test func theDataFileHasAllItsClaims() {
        #expect(Self.published.count == 48)
        #expect(ItsmeAvailability.rows.map(\.claim) == Self.published)
    }

    @Test(arguments: published)
    func everyPublishedClaimIsMapped(_ claim: String) {
        #expect(ItsmeAttributeMapping.rules.contains { $0.claim == claim })
    }

    @Test(arguments: published)
    func everyPublishedClaimIsAskedForBySomeAttribute(_ claim: String) {
        #expect(ItsmeAttributeMapping(requested: ItsmeSamples.everything).claims.contains(claim))
    }

    /// The seed table of attributes that integrators know from hosted brokers, and what they are here.
    static let seed: [(String, AttributeName)] = [
        ("Family name", Attribute<String>.familyName.name), ("Given name(s)", Attribute<String>.givenName.name),
        ("(full name)", Attribute<String>.name.name), ("Gender", Attribute<String>.gender.name),
        ("Birthdate", Attribute<CalendarDate>.birthdate.name), ("Phone number", Attribute<String>.phoneNumber.name),
        ("Email address", Attribute<String>.email.name), ("Address", Attribute<PostalAddress>.address.name),
        ("Postal code", Attribute<PostalAddress>.address.name), ("City", Attribute<PostalAddress>.address.name),
        ("Country", Attribute<PostalAddress>.address.name), ("Locale", Attribute<String>.locale.name),
        ("Place of birth", Attribute<Place>.placeOfBirth.name), ("eID number", Attribute<String>.documentNumber.name),
        ("eID number of the card", Attribute<String>.eidCardNumber.name),
        ("National identification number", Attribute<String>.nationalNumber.name),
        ("Nationality", Attribute<String>.nationality.name),
        ("Issuance locality", Attribute<String>.documentIssuingLocality.name),
        ("Validity of the eID card, from", Attribute<CalendarDate>.documentValidFrom.name),
        ("Validity of the eID card, to", Attribute<CalendarDate>.documentValidUntil.name),
        ("eID picture", Attribute<Image>.picture.name),
    ]

    @Test(arguments: seed.map(\.1))
    func everySeedAttributeIsOfferedAndDelivered(_ name: AttributeName) throws {
        #expect(ItsmeProvider.descriptor.offer(for: name) != nil)
        #expect(try ItsmeSamples.read(ItsmeSamples.belgian, asking: [name]).attributes.names == [name])
    }

    @Test func theSampleOfABelgianHasEveryOfferedAttribute() throws {
        let offered = Set(ItsmeProvider.descriptor.attributes.map(\.name))
        #expect(try ItsmeSamples.read(ItsmeSamples.belgian).attributes.names == offered)
    }

    @Test(arguments: ItsmeSamples.belgian.members ?? [])
    func aMissingClaimTakesNothingElseAlong(_ claim: String) throws {
        let whole = try ItsmeSamples.read(ItsmeSamples.belgian).attributes
        let outcome = try ItsmeSamples.read(ItsmeSamples.belgian(without: claim))
        let possible = Self.attributes(of: claim)
        #expect(outcome.unreadable.isEmpty)
        #expect(whole.names.subtracting(outcome.attributes.names).isSubset(of: possible))
    }

    /// What a claim becomes, and what is said of it.
    private static func attributes(of claim: String) -> Set<AttributeName> {
        let own = Set(ItsmeAttributeMapping.rules.filter { $0.claim == claim }.map(\.attribute))
        return claim == "email" ? own.union([Attribute<Bool>.emailVerified.name]) : own
    }

    static let wrongValues: [JSON] = [7, 1.5, [:], [], ["x"], true, ["value": 7], "", "\u{1}", nil]

    @Test(arguments: ItsmeSamples.belgian.members ?? [], wrongValues)
    func aClaimOfAWrongTypeIsAbsentAndHarmsNothing(_ claim: String, _ wrong: JSON) throws {
        let whole = try ItsmeSamples.read(ItsmeSamples.belgian).attributes
        let outcome = try ItsmeSamples.read(ItsmeSamples.belgian(claim, wrong))
        let possible = Self.attributes(of: claim)
        let lost = whole.names.subtracting(outcome.attributes.names)
        #expect(lost.isSubset(of: possible))
        #expect(Set(outcome.unreadable.keys).isSubset(of: [claim]))
    }

    @Test(arguments: ItsmeSamples.belgian.members ?? [])
    func anArrayIsCountedAsUnreadable(_ claim: String) throws {
        // The URL of the picture is not even looked at while there is a photo in line.
        let photo = ItsmeSamples.vendor("physical_person_photo")
        var person = claim == "picture" ? ItsmeSamples.belgian(without: photo) : ItsmeSamples.belgian
        person[claim] = ["x"]
        #expect(try ItsmeSamples.read(person).unreadable == [claim: .wrongType])
    }
}

extension JSON {
    /// The names of an object's members.
    fileprivate var members: [String]? { if case .object(let members) = self { members.map(\.name) } else { nil } }
}
