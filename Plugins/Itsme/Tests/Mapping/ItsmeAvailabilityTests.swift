import EIDMethod
import Testing

@testable import EIDItsme

/// How surely an attribute arrives, by issuing country, as the data file says.
@Suite struct ItsmeAvailabilityTests {
    private func availability<Value>(
        _ attribute: Attribute<Value>,
        _ country: String?
    ) -> AttributeOffer.Availability? {
        ItsmeProvider.descriptor.offer(for: attribute.name)?.availability(issuingCountry: country)
    }

    @Test func anAddressIsForBelgianDocumentsOnly() {
        #expect(availability(.address, "BEL") == .always)
        #expect(availability(.address, "NLD") == .never)
        #expect(availability(.address, nil) == .never)
    }

    @Test func aGenderMayBeMissingForTheNetherlands() {
        #expect(availability(.gender, "NLD") == .maybe)
        #expect(availability(.gender, "FRA") == .always)
    }

    @Test func aBirthDateMayBeMissingForBelgium() {
        #expect(availability(.birthdate, "BEL") == .maybe)
        #expect(availability(.birthdate, "FRA") == .always)
    }

    @Test(arguments: ["BEL", "ROU", "BGR", "CZE", "SVK", "HRV", "LTU", "SVN", "LVA", "MLT", "SRB", "MDA"])
    func aNationalNumberComesFromTwelveCountries(_ country: String) {
        #expect(availability(.nationalNumber, country) == .always)
    }

    @Test(arguments: ["NLD", "FRA", "DEU", "CYP"])
    func aNationalNumberComesFromNoOtherCountry(_ country: String) {
        #expect(availability(.nationalNumber, country) == .never)
    }

    @Test func theVerificationOfAnEmailIsAsSureAsTheEmail() {
        #expect(availability(.emailVerified, nil) == .maybe)
        #expect(availability(.email, nil) == .maybe)
    }

    @Test func whatItsmeDoesNotHaveIsNotOffered() {
        #expect(ItsmeProvider.descriptor.offer(for: Attribute<String>.middleName.name) == nil)
        #expect(ItsmeProvider.descriptor.offer(for: Attribute<String>.birthFamilyName.name) == nil)
    }

    @Test func exceptionsNameCountriesThatItsmeSupports() {
        let supported = Set(ItsmeCountry.supported.map(\.alpha3))
        for offer in ItsmeProvider.descriptor.attributes {
            #expect(Set(offer.exceptions.keys).isSubset(of: supported))
        }
    }
}
