import EIDMethod
import EIDSmartIDSimulator
import Testing

@testable import EIDSmartID

/// What comes out of an identification.
@Suite struct IdentityTests {
    @Test(arguments: [
        (SmartIDPersona.kadri, "1988-01-12"), (.janis, "1979-07-04"), (.ruta, "2001-05-17"), (.marie, "1979-08-27"),
    ])
    func `People of all four countries are known with their day of birth`(
        persona: SmartIDPersona,
        birthdate: String
    ) async throws {
        let identity = try await SmartIDWalk(["start": "code"]).identify(as: persona)
        #expect(identity.subject.identifier == persona.identifier)
        #expect(identity.attributes[.nationalNumber] == persona.number)
        #expect(identity.attributes[.nationalNumberCountry] == persona.country)
        #expect(identity.attributes[.familyName] == persona.surname)
        #expect(identity.attributes[.birthdate]?.description == birthdate)
        let provenance = identity.attributes[Attribute<CalendarDate>.birthdate.name]?.provenance
        #expect(provenance?.basis == (persona.birthdate == nil ? .derived : .upstream))
    }

    @Test func `A qualified certificate is worth high`() async throws {
        let identity = try await SmartIDWalk(["start": "code"]).identify()
        #expect(identity.assurance == .high)
        #expect(identity.assertedACR == "QUALIFIED")
    }

    @Test func `Another certificate is worth substantial where it is taken`() async throws {
        let identity = try await SmartIDWalk(["start": "code", "certificateLevel": "ADVANCED"]).identify(as: .peeter)
        #expect(identity.assurance == .substantial)
    }

    @Test func `The settings say what levels are worth`() async throws {
        let settings: [String: SettingValue] = ["start": "code", "qualifiedAssurance": "substantial"]
        #expect(try await SmartIDWalk(settings).identify().assurance == .substantial)
        let walk = try SmartIDWalk(settings, assurance: .high)
        await #expect(throws: MethodError(.insufficientAssurance, "")) { try await walk.begin() }
    }

    @Test func `A higher assurance asks for a qualified certificate`() async throws {
        let walk = try SmartIDWalk(["start": "code", "certificateLevel": "ADVANCED"], assurance: .high)
        try await walk.begin()
        #expect(walk.simulator.sessions.map(\.level) == ["QUALIFIED"])
    }

    @Test(arguments: ["SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512"])
    func `Every digest of Smart-ID can be chosen`(hash: String) async throws {
        let identity = try await SmartIDWalk(["start": "code", "hash": .text(hash)]).identify()
        #expect(identity.subject.identifier == SmartIDPersona.kadri.identifier)
    }

    @Test func `A certificate from before Smart-ID had a purpose of its own will do`() async throws {
        let walk = try SmartIDWalk(["start": "code"])
        walk.simulator.inject(.oldPurpose)
        #expect(try await walk.identify().subject.identifier == SmartIDPersona.kadri.identifier)
    }

    @Test func `For whom a broker asks is in link and signature`() async throws {
        let identity = try await SmartIDWalk(["start": "link"], brokeredName: "Example shop").identify()
        #expect(identity.subject.identifier == SmartIDPersona.kadri.identifier)
    }
}
