import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import Testing

@testable import EIDSmartID

/// Whether the certificate of an identification still counts, by the responder.
@Suite struct RevocationTests {
    /// Answers of the responder that say nothing.
    static let silence: [SmartIDFault] = [.staleStatus, .otherNonce, .laterStatus, .junkStatus, .silentResponder]

    @Test func `A revoked certificate is refused`() async throws {
        try await refuses(.revokedCertificate, .revokedCertificate)
    }
    @Test func `A certificate that the responder does not know is refused`() async throws {
        try await refuses(.unknownCertificate, .untrusted)
    }
    @Test func `A certificate that names nobody to ask is refused`() async throws {
        try await refuses(.noResponder, .untrusted)
    }
    @Test func `An old answer of the responder is refused`() async throws {
        try await refuses(.staleStatus, .unavailable)
    }
    @Test func `An answer to another question is refused`() async throws {
        try await refuses(.otherNonce, .unavailable)
    }
    @Test func `A responder that asks to come back is no answer`() async throws {
        try await refuses(.laterStatus, .unavailable)
    }
    @Test func `An answer that is none is refused`() async throws { try await refuses(.junkStatus, .unavailable) }
    @Test func `Nobody gets in where neither the responder answers nor there is a list`() async throws {
        try await refuses(.silentResponder, .unavailable)
    }

    @Test(arguments: silence + [.noResponder])
    func `Silence does no harm where the settings say so`(fault: SmartIDFault) async throws {
        let walk = try SmartIDWalk(["start": "code", "revocation": ["check": "whenAnswered"]])
        walk.simulator.inject(fault)
        walk.simulator.inject(lists: .silentLists)
        #expect(try await walk.identify().subject.identifier == SmartIDPersona.kadri.identifier)
    }

    @Test(arguments: [SmartIDFault.revokedCertificate, .unknownCertificate])
    func `An answer counts where silence would do no harm`(fault: SmartIDFault) async throws {
        let walk = try SmartIDWalk(["start": "code", "revocation": ["check": "whenAnswered"]])
        walk.simulator.inject(fault)
        await #expect(throws: MethodError.self) { try await walk.identify() }
    }

    @Test func `Nobody is asked where the settings say so`() async throws {
        let walk = try SmartIDWalk(["start": "code", "revocation": ["check": "off"]])
        walk.simulator.inject(.revokedCertificate)
        walk.simulator.inject(lists: .revokedAuthority)
        #expect(try await walk.identify().subject.identifier == SmartIDPersona.kadri.identifier)
        #expect(walk.simulator.statusQuestions == 0 && walk.simulator.listQuestions == 0)
    }

    @Test func `The responder of the settings is asked instead`() async throws {
        let settings: SettingValue = ["responder": "http://responder.example/trust/ocsp", "nonce": false]
        let walk = try SmartIDWalk(["start": "code", "revocation": settings])
        walk.simulator.inject(.noResponder)
        #expect(try await walk.identify().subject.identifier == SmartIDPersona.kadri.identifier)
        #expect(walk.simulator.statusQuestions == 1)
    }

    @Test func `Nobody is asked about a certificate that is none of a person's`() async throws {
        let walk = try SmartIDWalk(["start": "code"])
        walk.simulator.inject(.strangerIssuer)
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.identify() }
        #expect(walk.simulator.statusQuestions == 0 && walk.simulator.listQuestions == 0)
    }

    /// Without lists, so that what the responder says is all there is.
    private func refuses(_ fault: SmartIDFault, _ code: MethodError.Code) async throws {
        for settings: [String: SettingValue] in [["start": "code"], ["start": "link"], ["flow": "notification"]] {
            let walk = try SmartIDWalk(settings)
            walk.simulator.inject(fault)
            walk.simulator.inject(lists: .silentLists)
            await #expect(throws: MethodError(code, "")) { try await walk.identify() }
        }
    }
}
