import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// Each fault does what its name says, once, and nothing else.
@Suite struct FaultTests {
    private func idToken(_ bench: PartnerBench, _ fault: ItsmeFault) async throws -> String {
        await bench.control.arm(fault)
        return try await bench.redeem(bench.tokenFields(bench.code())).requireString("id_token")
    }

    private func claims(_ fault: ItsmeFault) async throws -> JSONValue {
        let bench = try PartnerBench()
        return try await bench.open(idToken(bench, fault))
    }

    @Test func aFaultIsUsedUp() async throws {
        let bench = try PartnerBench()
        await bench.control.arm(.wrongNonce)
        #expect(try await bench.identify()["nonce"]?.string != "n-1")
        #expect(try await bench.identify()["nonce"]?.string == "n-1")
    }

    @Test func aFaultOfAnotherClientWaits() async throws {
        let bench = try PartnerBench()
        await bench.control.arm(ArmedFault(.wrongNonce, client: PartnerBench.shared))
        #expect(try await bench.identify()["nonce"]?.string == "n-1")
    }

    @Test func wrongClaims() async throws {
        #expect(try await claims(.wrongIssuer)["iss"]?.string != "https://sim.example/v2")
        #expect(try await claims(.wrongAudience)["aud"]?.string != PartnerBench.keyPair)
        #expect(try await claims(.extraAudience)["aud"]?.strings?.count == 2)
        #expect(try await claims(.extraAudience)["azp"]?.string == PartnerBench.keyPair)
        #expect(try await claims(.expiredIDToken)["exp"]?.integer == 1_790_000_300 - 3600)
        #expect(try await claims(.missingAttribute)["name"] == nil)
        #expect(try await claims(.missingAttribute)["given_name"] != nil)
    }

    @Test func severalAttributesAreMissingAtOnce() async throws {
        let bench = try PartnerBench()
        await bench.control.arm(ArmedFault(.missingAttribute, attribute: "name"))
        await bench.control.arm(ArmedFault(.missingAttribute, attribute: "given_name"))
        let token = try await bench.identify()
        #expect(token["name"] == nil)
        #expect(token["given_name"] == nil)
        #expect(try await bench.identify()["name"] != nil)
    }

    @Test func anAttributeIsMissingWhereItWasAsked() async throws {
        let bench = try PartnerBench()
        await bench.control.arm(ArmedFault(.missingAttribute, attribute: "family_name"))
        let asked = ["scope": "openid service:IDENT profile", "claims": #"{"id_token":{"name":null}}"#]
        let answer = try await bench.redeem(bench.tokenFields(bench.code(asked)))
        let info = try await bench.userInfo(answer.requireString("access_token"))
        #expect(info["given_name"] != nil)
        #expect(info["family_name"] == nil)
    }

    @Test(arguments: [
        ItsmeFault.wrongSignature, .unknownKey, .algorithmHS256, .algorithmNone, .unsignedInside, .unencryptedToken,
    ])
    func aBrokenTokenDoesNotOpen(_ fault: ItsmeFault) async throws {
        let bench = try PartnerBench()
        let token = try await idToken(bench, fault)
        await #expect(throws: (any Error).self) { try await bench.open(token) }
    }

    @Test func anUnencryptedTokenIsAProperJWS() async throws {
        let bench = try PartnerBench()
        let token = try await idToken(bench, .unencryptedToken)
        let keys = try JWKSet(parsing: JSONValue.parse(await bench.get("/v2/jwkSet").body))
        #expect(throws: Never.self) { try JWSVerifier(keys: keys, algorithms: [.rs256]).verify(token) }
    }

    @Test func doubledMembersAreRefusedByAStrictReader() async throws {
        let bench = try PartnerBench()
        let token = try await idToken(bench, .duplicateMembers)
        await #expect(throws: JSONError.self) { try await bench.open(token) }
    }

    @Test func rotatedKeysStayPublished() async throws {
        let bench = try PartnerBench()
        let before = try JWKSet(parsing: JSONValue.parse(await bench.get("/v2/jwkSet").body)).keys.count
        let token = try await idToken(bench, .rotatedKeys)
        #expect(try await bench.open(token)["name"] != nil)
        #expect(try JWKSet(parsing: JSONValue.parse(await bench.get("/v2/jwkSet").body)).keys.count == before + 1)
    }

    @Test func userInfoCanTellAnotherSubject() async throws {
        let bench = try PartnerBench()
        let answer = try await bench.redeem(bench.tokenFields(bench.code()))
        await bench.control.arm(.userInfoOtherSubject)
        let info = try await bench.userInfo(answer.requireString("access_token"))
        #expect(info["sub"]?.string != (try await bench.open(answer.requireString("id_token")))["sub"]?.string)
    }

    @Test func outages() async throws {
        let bench = try PartnerBench()
        await bench.control.arm(.discoveryOutage)
        #expect(await bench.get("/v2/.well-known/openid-configuration").status == 503)
        #expect(await bench.get("/v2/.well-known/openid-configuration").status == 200)
        await bench.control.arm(.serverError)
        #expect(await bench.post("/v2/token", []).status == 500)
        await bench.control.arm(.oversizedKeySet)
        #expect(await bench.get("/v2/jwkSet").body.count > 10_000_000)
        await bench.control.arm(ArmedFault(.slow, endpoint: .keySet, seconds: 7))
        #expect(await bench.get("/v2/jwkSet").delay == .seconds(7))
        await bench.control.arm(ArmedFault(.temporaryUnavailable, endpoint: .token))
        #expect(await bench.post("/v2/token", []).text.contains("temporary_unavailable"))
    }

    @Test(arguments: [ItsmeFault.cancel, .reject, .timeout, .wrongCodeThreeTimes])
    func thePersonsSideEndsDenied(_ fault: ItsmeFault) async throws {
        let bench = try PartnerBench()
        await bench.control.arm(fault)
        let url = "https://sim.example/v2/authorization?" + FormFields(bench.parameters()).encoded
        let back = try await bench.control.walk(url, persona: "lotte")
        #expect(PartnerBench.query(of: back)?["error"] == "access_denied")
        #expect(PartnerBench.query(of: back)?["state"] == "s +/%~é")
    }

    @Test func maintenanceIsSentBack() async throws {
        let bench = try PartnerBench()
        await bench.control.arm(.temporaryUnavailable)
        #expect(await bench.refusal([:]) == "temporary_unavailable")
    }

    @Test func theWayBackCanBeDisturbed() async throws {
        let bench = try PartnerBench()
        await bench.control.arm(.duplicateState)
        await bench.control.arm(.extraParameters)
        let url = "https://sim.example/v2/authorization?" + FormFields(bench.parameters()).encoded
        let query = PartnerBench.query(of: try await bench.control.walk(url, persona: "lotte"))
        #expect(query?.count(of: "state") == 2)
        #expect(query?["unknown_extra"] == "1")
        await bench.control.arm(.wrongState)
        let wrong = PartnerBench.query(of: try await bench.control.walk(url, persona: "lotte"))
        #expect(wrong?["state"] == "s +/%~éx")
    }

    @Test func anUnknownPhoneStaysOnThePage() async throws {
        let bench = try PartnerBench()
        await bench.control.arm(.unknownPhone)
        let id = String(try #require(await bench.authorize().header("Location")?.split(separator: "/").last))
        let tried = try await bench.control.approve(actionID: id, persona: "lotte")
        #expect(tried.problem == "unknown_phone")
        #expect(tried.redirect == nil)
        let left = try await bench.control.perform(.cancel, on: id)
        #expect(PartnerBench.query(of: left.redirect)?["error"] == "access_denied")
    }

    @Test func anActionThatAFaultEndsLeavesTheScriptToTheNextOne() async throws {
        let bench = try PartnerBench()
        await bench.control.run([ItsmeScriptStep(.approve, persona: "lotte")])
        await bench.control.arm(.cancel)
        func state() async throws -> String? {
            let page = try #require(await bench.authorize().header("Location")?.split(separator: "/").last)
            return try await bench.control.action(String(page)).state
        }
        #expect(try await state() == "rejected")
        #expect(try await state() == "code_issued")
    }
}
