import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSmartID

/// People and accounts that a client names.
@Suite struct AddresseeTests {
    @Test(arguments: [SmartIDPersona.kadri, .janis, .peeter])
    func `An account names its person`(persona: SmartIDPersona) throws {
        let addressee = try #require(SmartIDAddressee(persona.documentNumber))
        #expect(addressee.person.text == persona.identifier && addressee.documentNumber == persona.documentNumber)
        #expect(SmartIDAddressee(persona.identifier)?.documentNumber == nil)
        let forms = SmartIDAddressee.forms(of: addressee.person.country)
        #expect(
            forms.contains { $0.matches(persona.documentNumber) } && forms.contains { $0.matches(persona.identifier) }
        )
    }

    @Test(arguments: [
        "", "PNOEE-48801126018-MOCK", "PNOEE-48801126018-MOCK-X", "PNOEE-48801126018-MOC-Q", "PNOEE-48801126018-mock-Q",
        "PNOEE-48801126018-MO/K-Q", "PNOSE-48801126018-MOCK-Q", "-MOCK-Q", "PNOEE-48801126018-MOCK-Q-Q",
        "PNOEE-48801126018--Q", "PNOEE-4880112601/-MOCK-Q",
    ])
    func `Anything else names nobody`(text: String) { #expect(SmartIDAddressee(text) == nil) }

    @Test(arguments: [
        (SmartIDPersona.kadri.identifier, SmartIDRoute.authenticationLinkForPerson),
        (SmartIDPersona.kadri.documentNumber, .authenticationLinkForAccount),
    ])
    func `Whom a client names is asked for with a code and a link too`(hint: String, route: SmartIDRoute) async throws {
        for start: SettingValue in ["code", "link"] {
            let walk = try SmartIDWalk(["start": start], loginHint: hint)
            let identity = try await walk.identify()
            #expect(walk.simulator.sessions.map(\.route) == [route])
            #expect(walk.simulator.sessions.map(\.addressee) == [hint])
            #expect(identity.subject.identifier == SmartIDPersona.kadri.identifier)
        }
    }

    @Test func `A message goes to the account that a client names`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"], loginHint: SmartIDPersona.kadri.documentNumber)
        #expect(try await walk.identify().subject.identifier == SmartIDPersona.kadri.identifier)
        #expect(walk.simulator.sessions.map(\.route) == [.authenticationOfAccount])
    }

    @Test func `A country that the settings leave out is nobody's whom to ask for`() async throws {
        let walk = try SmartIDWalk(["countries": ["BE"]], loginHint: SmartIDPersona.kadri.documentNumber)
        try await walk.begin()
        #expect(walk.simulator.sessions.map(\.route) == [.authenticationLink])
    }

    @Test(arguments: ["code", "link"]) func `Somebody else than the client named is refused`(start: String) async throws
    {
        let walk = try SmartIDWalk(["start": .text(start)], loginHint: SmartIDPersona.kadri.identifier)
        walk.simulator.inject(.otherPerson)
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.identify() }
    }

    @Test func `Another account than the client named is refused`() async throws {
        // The same person; only the account differs from the one that confirms.
        let walk = try SmartIDWalk(["start": "code"], loginHint: SmartIDPersona.kadri.documentNumber)
        try await walk.begin()
        try walk.simulator.decide(.approve, on: try walk.simulator.scan(#require(walk.code)))
        var state = try ErasedState.state(of: walk.state, as: SmartIDState.self)
        state.session?.addressee = SmartIDAddressee("PNOEE-48801126018-OLD1-Q")
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.poll(from: state) }
    }
}
