import EIDMethod
import Testing

@testable import EIDOpenIDConnect

/// What a method has follows from its settings.
@Suite struct OpenIDConnectDescriptorTests {
    @Test func hasTheAttributesThatAreMapped() {
        let attributes: SettingValue = [
            "email": ["claim": "email"], "givenName": ["claim": "given_name", "availability": "always"],
        ]
        let descriptor = TestSettings.configuration(["attributes": attributes]).descriptor
        #expect(descriptor.offer(for: Attribute<String>.email.name)?.availability == .maybe)
        #expect(descriptor.offer(for: Attribute<String>.givenName.name)?.availability == .always)
        #expect(descriptor.attributes.count == 2)
    }

    @Test func hasTheTypesAndNamesOfTheSettings() {
        let name: SettingValue = ["nl": "Een", "fr": "Un", "de": "Ein", "en": "One"]
        let descriptor = TestSettings.configuration(["types": ["authentication"], "displayName": name]).descriptor
        #expect(descriptor.types == [.authentication])
        #expect(descriptor.displayName[.fr] == "Un")
        // Settings from before Swedish say nothing in it.
        #expect(descriptor.displayName[.sv] == "One")
        let swedish: SettingValue = ["nl": "Een", "fr": "Un", "de": "Ein", "en": "One", "sv": "Ett"]
        #expect(TestSettings.configuration(["displayName": swedish]).descriptor.displayName[.sv] == "Ett")
        #expect(TestSettings.configuration(["countries": ["BE", "nld"]]).descriptor.countries == ["BE", "NL"])
        #expect(TestSettings.configuration([:]).descriptor.displayName[.en] == "OpenID Connect")
    }

    @Test func keepsEvidenceOnlyOfWhatOthersCanVerify() {
        #expect(TestSettings.configuration([:]).descriptor.keepsEvidence)
        #expect(!TestSettings.configuration(["idToken": ["signing": ["HS256"]]]).descriptor.keepsEvidence)
        #expect(!TestSettings.configuration(["userInfo": ["signing": ["HS256"]]]).descriptor.keepsEvidence)
    }

    @Test func aMethodShowsWhatItsOwnSettingsMakeOfThePlugin() throws {
        let bench = try OpenIDConnectBench(.sealed)
        let method = Method(id: "sealed", provider: try SingleTransaction(bench).provider())
        #expect(method.descriptor.assurance.levels == [.substantial, .high])
        #expect(Set(method.descriptor.attributes.map(\.name)).count == 6)
        #expect(method.displayName[.en] == "OpenID Connect")
    }
}
