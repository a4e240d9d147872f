import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Testing

@testable import EIDItsme

/// Everybody in the sample personas of the simulator signs in, and every claim of theirs can be read.
@Suite struct ItsmeSamplePeopleTests {
    /// Everybody in the sample file.
    static let all: [ItsmePersona] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../../Samples/simulator/personas.yaml")
        let text = try? String(contentsOf: file, encoding: .utf8)
        return (try? ItsmePersona.load(yaml: text ?? "")) ?? []
    }()

    /// The people with a usable account.
    static let people = all.filter { $0.state == .active && $0.hasApp }

    @Test func theSamplesHavePeopleOfManyCountries() {
        #expect(Set(Self.people.map(\.document.country)).count >= 12)
    }

    @Test func nothingThatIsOnePersonsIsAnothersToo() {
        func repeated(_ values: [String]) -> [String] {
            Dictionary(grouping: values) { $0.replacing("-", with: "") }.filter { $1.count > 1 }.keys.sorted()
        }
        func claims(_ name: String) -> [String] {
            Self.all.flatMap(\.claims).filter { $0.name.hasSuffix(name) }.compactMap(\.value.string)
        }
        #expect(Self.all.count >= 25)
        #expect(repeated(Self.all.map(\.document.number)) == [])
        #expect(repeated(Self.all.map(\.phone)) == [])
        #expect(repeated(claims("NationalNumber")) == [])
        #expect(repeated(claims("email")) == [])
    }

    /// Numbers that say it: Belgium's by the last digit of the day's counter, those of former Yugoslavia from 500 on.
    @Test func numbersSayTheGenderThatThePeopleHave() {
        for persona in Self.all {
            let claims = Dictionary(uniqueKeysWithValues: persona.claims.map { ($0.name, $0.value.string) })
            guard case let gender?? = claims["gender"] else { continue }
            func counter(_ name: String, from start: Int) -> Int? {
                guard case let number?? = claims["http://itsme.services/v2/claim/\(name)"] else { return nil }
                return Int(number.dropFirst(start).prefix(3))
            }
            if let number = counter("BENationalNumber", from: 6) {
                #expect(gender == (number % 2 == 0 ? "female" : "male"), "\(persona.id)")
            }
            for name in ["RSNationalNumber", "SINationalNumber"] {
                guard let number = counter(name, from: 9) else { continue }
                #expect(gender == (number >= 500 ? "female" : "male"), "\(persona.id)")
            }
        }
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
