import EIDItsmeSimulator
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Testing

@testable import EIDItsme

/// Everybody in the sample personas of the simulator signs in, and every claim of theirs can be read.
@Suite struct ItsmeSamplePeopleTests {
    /// The people with a usable account, read from the sample file.
    static let people: [ItsmePersona] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../../Samples/simulator/personas.yaml")
        let text = try? String(contentsOf: file, encoding: .utf8)
        return ((try? ItsmePersona.load(yaml: text ?? "")) ?? []).filter { $0.state == .active && $0.hasApp }
    }()

    @Test func theSamplesHavePeopleOfManyCountries() {
        #expect(Set(Self.people.map(\.document.country)).count >= 12)
    }

    @Test(arguments: people.indices)
    func everybodysClaimsCanBeRead(_ index: Int) async throws {
        let persona = Self.people[index]
        let signIn = ItsmeSignIn(try ItsmeBench(.keyPair, account: persona))
        let identity = try await signIn.perform(signIn.request())
        #expect(signIn.log.entries.filter { $0.contains("cannot be read") } == [])
        #expect(identity.attributes[.documentIssuingCountry] == persona.document.country)
        #expect(identity.attributes[.phoneNumber]?.hasPrefix("+") == true)
        for offer in ItsmeProvider.descriptor.attributes {
            let availability = offer.availability(issuingCountry: persona.document.country)
            let isThere = identity.attributes[offer.name] != nil
            if availability == .always { #expect(isThere, "\(offer.name) is missing for \(persona.id)") }
            if availability == .never { #expect(!isThere, "\(offer.name) is there for \(persona.id)") }
        }
    }
}
