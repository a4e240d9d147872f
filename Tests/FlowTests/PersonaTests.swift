import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import FlowDriver
import FoundationEssentials
import Testing

@testable import EIDItsme

/// Everybody among the sample personas, verified by a whole sign-in that asks for all that the sample client may have.
@Suite struct PersonaTests {
    private static let people = (try? FlowStack.people.get()) ?? []

    /// What the sample client may ask for beyond scopes.
    private static let claims = """
        {"userinfo":{"national_number":null,"document_issuing_country":null,"document_type":null,\
        "document_verified_at":null,"age_over_18":null}}
        """
    private static let further = Set(
        ["nationalNumber", "documentIssuingCountry", "documentType", "documentVerifiedAt", "ageOver18"]
            .map(AttributeName.init(rawValue:))
    )

    @Test func theSamplesHavePeople() { #expect(Self.people.count >= 20) }

    @Test func everybodyReceivesWhatTheirDocumentOffersAndNothingEmpty() async throws {
        try await FlowStack.with { stack in
            for persona in Self.people where persona.state == .active && persona.hasApp {
                let result = try await stack.signIn(
                    scope: FlowStack.everything,
                    as: persona.id,
                    [("claims", Self.claims)]
                )
                Self.check(result.userInfo, persona)
                try await stack.expectSilence(about: Self.words(persona))
            }
        }
    }

    private static func check(_ information: JSONValue, _ persona: ItsmePersona) {
        expectNothingEmpty(information, of: persona.id)
        let asked = AttributeCatalogue.all.filter { $0.scope != nil || further.contains($0.name) }
        for definition in asked {
            let value = information[definition.claim]
            switch ItsmeProvider.descriptor.offer(for: definition.name)?
                .availability(issuingCountry: persona.document.country) ?? .never
            {
            case .always: #expect(value != nil, "\(definition.claim) is missing for \(persona.id)")
            case .never: #expect(value == nil, "\(definition.claim) is there for \(persona.id)")
            case .maybe: break
            }
        }
        let allowed = Set(asked.map(\.claim)).union(["sub", "email_verified", "phone_number_verified"])
        let names = Set(information.members?.map(\.name) ?? [])
        #expect(names.isSubset(of: allowed), "\(names.subtracting(allowed)) was not asked for")
        for (name, value) in persona.claims where ["given_name", "family_name", "birthdate", "email"].contains(name) {
            #expect(information[name]?.string == Self.text(value), "\(name) of \(persona.id)")
        }
    }

    private static func expectNothingEmpty(_ value: JSONValue, of persona: String) {
        if let members = value.members {
            #expect(!members.isEmpty, "an empty object for \(persona)")
            for (_, member) in members { expectNothingEmpty(member, of: persona) }
        } else if let elements = value.elements {
            #expect(!elements.isEmpty, "an empty list for \(persona)")
            for element in elements { expectNothingEmpty(element, of: persona) }
        } else {
            #expect(!value.isNull, "null for \(persona)")
            #expect(value.string != "", "an empty text for \(persona)")
        }
    }

    /// What a log could give a persona away by.
    private static func words(_ persona: ItsmePersona) -> [String] {
        let names = ["family_name", "email", "birthdate", "http://itsme.services/v2/claim/BENationalNumber"]
        return persona.claims.filter { names.contains($0.name) }.compactMap { text($0.value) }
            + [persona.document.number]
    }

    private static func text(_ value: JSON) -> String? { if case .string(let text) = value { text } else { nil } }

    @Test func aBirthDateThatIsAYearOnlyArrivesAsAYear() async throws {
        let information = try await Self.information(about: "yara")
        #expect(information["birthdate"]?.string == "1955")
    }

    @Test func aPersonWithoutGivenNameHasNone() async throws {
        let information = try await Self.information(about: "nina")
        #expect(information["given_name"] == nil)
        #expect(information["family_name"]?.string == "Sukarnoputri")
    }

    @Test func aPersonWithoutEmailHasNone() async throws {
        let information = try await Self.information(about: "emil")
        #expect(information["email"] == nil && information["email_verified"] == nil)
        #expect(information["family_name"]?.string == "Lambert")
    }

    @Test func aDutchDocumentBringsNoAddressAndNoNationalNumber() async throws {
        let information = try await Self.information(about: "sanne")
        #expect(information["address"] == nil && information["national_number"] == nil)
        #expect(information["document_issuing_country"]?.string == "NLD")
    }

    @Test func aMinorIsNotAdult() async throws {
        #expect(try await Self.information(about: "mila")["age_over_18"]?.boolean == false)
        #expect(try await Self.information(about: "lotte")["age_over_18"]?.boolean == true)
    }

    @Test func aPersonWithoutFingerprintReaderSignsInByCode() async throws {
        #expect(try await Self.information(about: "fien")["family_name"]?.string == "Aerts")
    }

    @Test(arguments: ["blok", "dirk", "noah"])
    func aPersonWithoutUsableAccountDoesNotGetPastTheUpstream(_ persona: String) async throws {
        try await FlowStack.with { stack in
            let (_, browser, page) = try await stack.reachUpstream()
            try await stack.decide(.approve, on: page, as: persona)
            let still = try await browser.get(page.url)
            #expect(still.url.path().hasPrefix("/session/"))
            try await stack.expectHealth()
        }
    }

    private static func information(about persona: String) async throws -> JSONValue {
        try await FlowStack.with { stack in
            try await stack.signIn(scope: FlowStack.everything, as: persona, [("claims", Self.claims)]).userInfo
        }
    }
}
