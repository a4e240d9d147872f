import EIDJSON
import EIDSimulator
import EIDSmartIDSimulator
import FoundationEssentials
import Testing

/// The simulator refuses what Smart-ID would, and says why.
@Suite struct SessionRefusalTests {
    private let simulator = SmartIDSimulator(
        clock: SimulatorClock(fixedAt: Date(timeIntervalSince1970: 1_780_315_200)),
        signers: SmartIDArrangement.signers
    )

    private func choose(
        _ path: String,
        uuid: String = "00000000-0000-4000-8000-000000000000",
        name: String = "DEMO"
    ) async -> Int {
        let body: JSON = ["relyingPartyUUID": .string(uuid), "relyingPartyName": .string(name)]
        let request = SimulatorRequest(
            method: "POST",
            path: "/smart-id-rp/v3/signature/\(path)",
            headers: [("content-type", "application/json")],
            body: body.serialized()
        )
        return await simulator.respond(to: request).status
    }

    /// other-eids §2.6.
    @Test func aRelyingPartyThatNobodyKnowsIsNotAllowedIn() async {
        let path = "certificate-choice/notification/etsi/\(SmartIDPersona.kadri.identifier)"
        #expect(await choose(path) == 200)
        #expect(await choose(path, uuid: "00000000-0000-4000-8000-000000000001") == 401)
        #expect(await choose(path, name: "DEMO2") == 401)
        #expect(await choose(path, uuid: "short") == 400)
    }

    @Test func callsAreRefusedByNameAsOftenAsIsSaid() async {
        let path = "certificate/\(SmartIDPersona.kadri.documentNumber)"
        #expect(!simulator.refuse(routeNamed: "certificate", status: 580, errorCode: nil, times: 1))
        #expect(!simulator.refuse(routeNamed: "signature/certificate", status: 580, errorCode: "x", times: 1))
        #expect(simulator.refuse(routeNamed: "signature/certificate", status: 580, errorCode: nil, times: 2))
        #expect(await choose(path) == 580)
        simulator.endRefusals()
        #expect(await choose(path) == 200)
    }

    /// other-eids §2.2.
    @Test func aPersonIsNoAccountAndAnAccountNoPerson() async {
        let kadri = SmartIDPersona.kadri
        #expect(await choose("certificate-choice/notification/etsi/\(kadri.documentNumber)") == 404)
        #expect(await choose("certificate/\(kadri.identifier)") == 404)
        #expect(await choose("certificate/\(kadri.documentNumber)") == 200)
    }
}
