import EIDJOSE
import EIDJSON
import EIDSimulator
import Synchronization
import Testing

@testable import EIDItsmeSimulator

/// Each fault of signing does what its name says, once, and nothing else.
@Suite struct SigningFaultTests {
    /// Values of a whole CSC signature under a fault, and the certificate that they should be of.
    private func values(_ fault: ItsmeFault) async throws -> (values: [[UInt8]], certificate: [UInt8]) {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let id = try await bench.credentialID(bearer)
        let chain = SigningBench.chain(try await bench.credential(id, bearer))
        let order = bench.order(id, try await bench.activation(id))
        await bench.control.arm(fault)
        let values = try SigningBench.values(await bench.call("signatures/signHash", order, bearer))
        return (values, try #require(chain.first))
    }

    @Test(arguments: [ItsmeFault.otherSigner, .wrongValue])
    func theFirstValueIsNotTheSigners(_ fault: ItsmeFault) async throws {
        let (values, certificate) = try await values(fault)
        #expect(values.count == 2)
        #expect(try !OpenSSLCommand.accepts(values[0], of: SigningBench.digests[0], by: certificate))
        // A stranger signs everything, a damaged value is one only.
        let isOther = try !OpenSSLCommand.accepts(values[1], of: SigningBench.digests[1], by: certificate)
        #expect(isOther == (fault == .otherSigner))
    }

    @Test(arguments: [ItsmeFault.swappedValues, .otherOrder])
    func valuesStandInEachOthersPlace(_ fault: ItsmeFault) async throws {
        let (values, certificate) = try await values(fault)
        #expect(try OpenSSLCommand.accepts(values[0], of: SigningBench.digests[1], by: certificate))
        #expect(try OpenSSLCommand.accepts(values[1], of: SigningBench.digests[0], by: certificate))
    }

    @Test func aValueIsMissing() async throws { #expect(try await values(.missingValue).values.count == 1) }

    @Test(arguments: [(ItsmeFault.swappedValues, ["a.pdf", "b.pdf"], false), (.otherOrder, ["b.pdf", "a.pdf"], true)])
    func documentsKeepTheirNames(_ fault: ItsmeFault, _ names: [String], _ isRight: Bool) async throws {
        let bench = try SigningBench()
        let identification = try await bench.startIdentification()
        _ = try await bench.control.walk(identification.url, persona: "saar")
        let known = try JSONValue.parse(await bench.status(identification.session).body)
        let pem = try known.requireString("certificate").split(separator: "\n").dropFirst().dropLast().joined()
        let (session, url) = try await bench.startSigning(try known.requireString("userCode"))
        _ = try await bench.control.walk(url, persona: "saar")
        await bench.control.arm(fault)
        let values = try SigningBench.values(ofResult: await bench.result(session))
        #expect(values.map(\.document) == names)
        let last = try #require(values.first { $0.document == "b.pdf" })
        let certificate = try #require(Base64.decode(pem))
        #expect(try OpenSSLCommand.accepts(last.value, of: SigningBench.digests[1], by: certificate) == isRight)
    }

    @Test(arguments: [("bart", "expired"), ("emil", "revoked")])
    func certificatesCanBeBadFromTheStart(_ persona: String, _ status: String) async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer(persona: persona)
        let info = try await bench.credential(bench.credentialID(bearer), bearer)
        #expect(info["cert"]?["status"]?.string == status)
        #expect(bench.signers.revoked.withLock { $0.count } == (status == "revoked" ? 1 : 0))
    }

    @Test func theCertificateIsRevokedBetweenTheLegs() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let id = try await bench.credentialID(bearer)
        #expect(try await bench.credential(id, bearer)["cert"]?["status"]?.string == "valid")
        await bench.control.arm(.revokedCertificate)
        let token = try await bench.activation(id)
        #expect(try await bench.credential(id, bearer)["cert"]?["status"]?.string == "revoked")
        #expect(bench.signers.revoked.withLock { $0.count } == 1)
        // The value comes all the same: noticing is the partner's part.
        #expect(await bench.call("signatures/signHash", bench.order(id, token), bearer).status == 200)
    }

    @Test func theControlAPIRevokesACertificate() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let id = try await bench.credentialID(bearer)
        #expect(await bench.post("/control/accounts/lotte/revoke-certificate", [:]).status == 200)
        #expect(await bench.post("/control/accounts/nobody/revoke-certificate", [:]).status == 404)
        #expect(try await bench.credential(id, bearer)["cert"]?["status"]?.string == "revoked")
    }

    @Test(arguments: [(ItsmeFault.createCertRejected, "409 REJECTED"), (.createCertExpired, "409 EXPIRED")])
    func theCertificateIsNotMade(_ fault: ItsmeFault, _ reason: String) async throws {
        let bench = try SigningBench()
        await bench.control.arm(fault)
        let (session, url) = try await bench.startIdentification()
        _ = try await bench.control.walk(url, persona: "lotte")
        #expect(SigningBench.reason(await bench.status(session)) == reason)
        await bench.control.arm(fault)
        #expect(try await bench.walk(bench.identification())["error"] == "access_denied")
    }

    @Test func aPolicyIsSwitchedOff() async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "saar")
        await bench.control.arm(.policyDisabled)
        let body = bench.signing(code, ["signPolicy": ["signPolicyRef": "ITSME_DEFAULT"]])
        #expect(SigningBench.reason(await bench.oasis("sign_document", body)) == "400 INVALID_POLICY_STATUS")
        #expect(await bench.oasis("sign_document", body).status == 200)
    }

    @Test(arguments: [ItsmeFault.cancel, .reject, .timeout, .wrongCodeThreeTimes])
    func thePersonsSideEndsDenied(_ fault: ItsmeFault) async throws {
        let bench = try SigningBench()
        let id = try await bench.credentialID(bench.bearer())
        await bench.control.arm(fault)
        let back = try await bench.walk(bench.approval(id))
        #expect(back["error"] == "access_denied")
        #expect(back["state"] == "s2")
        #expect(try await bench.walk(bench.approval(id))["code"] != nil)
    }

    @Test func anUnknownPhoneStaysOnThePage() async throws {
        let bench = try SigningBench()
        await bench.control.arm(.unknownPhone)
        let id = try #require(
            await bench.authorize(bench.identification()).header("Location")?.split(separator: "/").last
        )
        #expect(try await bench.control.approve(actionID: String(id), persona: "lotte").problem == "unknown_phone")
    }

    @Test func theWayBackCanBeDisturbed() async throws {
        let bench = try SigningBench()
        await bench.control.arm(.wrongState)
        await bench.control.arm(.extraParameters)
        let back = try await bench.walk(bench.identification())
        #expect(back["state"] == "s +/%~éx")
        #expect(back["unknown_extra"] == "1")
    }

    @Test(arguments: ItsmeEndpoint.allCases.filter { $0.rawValue.hasPrefix("csc") || $0.rawValue.hasPrefix("oasis") })
    func everyEndpointFailsAndLags(_ endpoint: ItsmeEndpoint) async throws {
        let bench = try SigningBench()
        let path = try #require(SigningRoute.paths.first { $0.value == endpoint }?.key)
        let method = [.cscAuthorize, .oasisConfiguration].contains(endpoint) ? "GET" : "POST"
        let request = SimulatorRequest(method: method, path: path)
        await bench.control.arm(ArmedFault(.serverError, endpoint: endpoint))
        #expect(await bench.simulator.respond(to: request).status == 500)
        await bench.control.arm(ArmedFault(.slow, endpoint: endpoint, seconds: 7))
        #expect(await bench.simulator.respond(to: request).delay == .seconds(7))
        await bench.control.arm(ArmedFault(.oversizedAnswer, endpoint: endpoint))
        #expect(await bench.simulator.respond(to: request).body.count > 10_000_000)
        // Browsers are told by redirect, as another test shows.
        guard endpoint != .cscAuthorize else { return }
        await bench.control.arm(ArmedFault(.temporaryUnavailable, endpoint: endpoint))
        #expect(await bench.simulator.respond(to: request).status == 503)
    }

    @Test func maintenanceIsSentBack() async throws {
        let bench = try SigningBench()
        await bench.control.arm(ArmedFault(.temporaryUnavailable, endpoint: .cscAuthorize))
        #expect(await bench.refusal(bench.identification()).code == "temporarily_unavailable")
    }

    @Test func doubledMembersAreRefusedByAStrictReader() async throws {
        let bench = try SigningBench()
        await bench.control.arm(ArmedFault(.duplicateMembers, endpoint: .cscInfo))
        let answer = await bench.post("/csc/v1/info", [:])
        #expect(throws: JSONError.self) { try JSONValue.parse(answer.body) }
    }

    @Test func aScriptDecidesBothLegs() async throws {
        let bench = try SigningBench()
        await bench.control.run(
            try ItsmeSimulatorConfiguration.loadScript(
                yaml: """
                    script:
                      - {do: approve, persona: saar}
                      - {do: reject, persona: saar, faults: [{fault: wrong_value}]}
                    """
            )
        )
        let (session, _) = try await bench.startIdentification()
        let code = try JSONValue.parse(await bench.status(session).body).requireString("userCode")
        let signing = try await bench.startSigning(code)
        let result = try JSONValue.parse(await bench.result(signing.session).body).requireObject("result")
        #expect(try result.requireString("min") == "REJECTED")
        #expect(await bench.get("/control/faults").text.contains("wrong_value"))
    }

    @Test func aLegThatNeedsNobodyLeavesTheScriptToTheNextOne() async throws {
        let bench = try SigningBench()
        let code = try await bench.userCode(persona: "saar")
        await bench.control.run([ItsmeScriptStep(.reject, persona: "saar")])
        let (session, _) = try await bench.startIdentification(["userCode": .string(code)])
        #expect(await bench.status(session).status == 200)
        let signing = try await bench.startSigning(code)
        let result = try JSONValue.parse(await bench.result(signing.session).body).requireObject("result")
        #expect(try result.requireString("min") == "REJECTED")
    }
}
