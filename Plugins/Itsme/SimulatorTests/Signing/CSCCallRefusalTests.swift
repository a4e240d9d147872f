import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// What tokens, credentials and signatures are refused for, in the words of CSC 1.0.4 (itsme-protocol §18.9).
@Suite struct CSCCallRefusalTests {
    private static func error(_ answer: SimulatorResponse) -> String {
        let body = try? JSONValue.parse(answer.body)
        return "\(answer.status) \(body?["error"]?.string ?? "-"): \(body?["error_description"]?.string ?? "-")"
    }

    @Test(
        arguments: [
            (["grant_type": "refresh_token"], "unsupported_grant_type"), (["grant_type": nil], "invalid_request"),
            (["client_secret": "wrong"], "invalid_client"), (["client_secret": nil], "invalid_client"),
            (["client_id": "Nobody"], "invalid_client"), (["client_id": "Single01x"], "invalid_grant"),
            (["code": "nope"], "invalid_grant"), (["code": nil], "invalid_request"),
            (["redirect_uri": "https://broker.example/x"], "invalid_grant"), (["redirect_uri": nil], "invalid_request"),
        ] as [([String: JSON?], String)]
    )
    func aTokenRequestIsRefused(_ changes: [String: JSON?], _ code: String) async throws {
        let bench = try SigningBench()
        let granted = try await bench.walk(bench.identification())["code"] ?? ""
        let answer = await bench.post("/csc/v1/oauth2/token", bench.redemption(granted, changes))
        #expect(answer.status == (code == "invalid_client" ? 401 : 400))
        #expect(try JSONValue.parse(answer.body)["error"]?.string == code)
        // What was refused has used nothing up.
        #expect(try await bench.redeem(granted)["access_token"] != nil)
    }

    @Test func aCodeIsGoodOnce() async throws {
        let bench = try SigningBench()
        let code = try await bench.walk(bench.identification())["code"] ?? ""
        #expect(try await bench.redeem(code)["access_token"] != nil)
        #expect(try await bench.redeem(code)["error"]?.string == "invalid_grant")
    }

    @Test func aCodeLivesForThreeMinutes() async throws {
        let bench = try SigningBench()
        let code = try await bench.walk(bench.identification())["code"] ?? ""
        bench.clock.advance(by: 180)
        #expect(try await bench.redeem(code)["error"]?.string == "invalid_grant")
    }

    @Test(arguments: ["text/plain", "application/xml"])
    func anotherMediaTypeIsRefused(_ type: String) async throws {
        let bench = try SigningBench()
        let request = SimulatorRequest(
            method: "POST",
            path: "/csc/v1/oauth2/token",
            headers: [("Content-Type", type)],
            body: bench.redemption("x").serialized()
        )
        #expect(await bench.simulator.respond(to: request).status == 400)
    }

    @Test(arguments: ["[]", "{", "", "\"x\"", "{\"a\":1,\"a\":2}"])
    func aBodyThatIsNoObjectIsRefused(_ body: String) async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        for path in ["oauth2/token", "credentials/list", "credentials/info", "signatures/signHash", "auth/revoke"] {
            let request = SimulatorRequest(
                method: "POST",
                path: "/csc/v1/\(path)",
                headers: [("Content-Type", "application/json"), ("Authorization", "Bearer \(bearer)")],
                body: Array(body.utf8)
            )
            #expect(await bench.simulator.respond(to: request).status == 400, "\(path)")
        }
    }

    @Test(arguments: ["credentials/list", "credentials/info", "signatures/signHash", "auth/revoke"])
    func withoutItsBearerNothingIsTold(_ method: String) async throws {
        let bench = try SigningBench()
        let none = await bench.post("/csc/v1/\(method)", [:])
        #expect(Self.error(none) == "400 invalid_request: Malformed authorization header")
        let basic = await bench.post("/csc/v1/\(method)", [:], headers: [("Authorization", "Basic eDp5")])
        #expect(Self.error(basic) == "400 invalid_request: Malformed authorization header")
        let unknown = await bench.call(method, [:], "nope")
        #expect(unknown.status == 401)
        #expect(unknown.header("WWW-Authenticate")?.contains("invalid_token") == true)
    }

    @Test func anHourEndsTheSession() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        bench.clock.advance(by: 3600)
        #expect(await bench.call("credentials/list", ["maxResults": 1], bearer).status == 401)
    }

    @Test func activationDataIsNoBearer() async throws {
        let bench = try SigningBench()
        let token = try await bench.activation(bench.credentialID(bench.bearer()))
        #expect(await bench.call("credentials/list", ["maxResults": 1], token).status == 401)
    }

    @Test(
        arguments: [
            ([:], "Invalid parameter maxResults"), (["maxResults": 0], "Invalid parameter maxResults"),
            (["maxResults": 301], "Invalid parameter maxResults"),
            (["maxResults": "1"], "Invalid parameter maxResults"),
            (["maxResults": 1, "pageToken": "x"], "Invalid parameter pageToken"),
            (["maxResults": 1, "userID": "x"], "userID parameter MUST be null"),
            (["maxResults": 1, "clientData": "x"], "clientData is not supported"),
        ] as [(JSON, String)]
    )
    func aListIsRefused(_ body: JSON, _ text: String) async throws {
        let bench = try SigningBench()
        let answer = await bench.call("credentials/list", body, try await bench.bearer())
        #expect(Self.error(answer) == "400 invalid_request: \(text)")
    }

    @Test(
        arguments: [
            (["credentialID": nil], "Missing (or invalid type) string parameter credentialID"),
            (["credentialID": 7], "Missing (or invalid type) string parameter credentialID"),
            (["credentialID": "nope"], "Invalid parameter credentialID"),
            (["certificates": nil], "Invalid parameter certificates"),
            (["certificates": "single"], "Invalid parameter certificates"),
            (["certInfo": "true"], "Invalid parameter certInfo"), (["authInfo": true], "authInfo is not supported"),
        ] as [([String: JSON?], String)]
    )
    func aCredentialIsNotTold(_ changes: [String: JSON?], _ text: String) async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let body: JSON = ["credentialID": .string(try await bench.credentialID(bearer)), "certificates": "chain"]
        let answer = await bench.call("credentials/info", body.changed(changes), bearer)
        #expect(Self.error(answer) == "400 invalid_request: \(text)")
    }

    @Test func somebodyElsesCredentialIsNotTold() async throws {
        let bench = try SigningBench()
        let other = try await bench.credentialID(bench.bearer(persona: "saar"))
        let body: JSON = ["credentialID": .string(other), "certificates": "chain"]
        let answer = await bench.call("credentials/info", body, try await bench.bearer())
        #expect(Self.error(answer) == "400 invalid_request: Invalid parameter credentialID")
    }

    @Test(
        arguments: [
            (["SAD": nil], "Missing (or invalid type) string parameter SAD"),
            (["SAD": ["x"]], "Missing (or invalid type) string parameter SAD"),
            (["SAD": "nope"], "Invalid parameter SAD"),
            (["credentialID": nil], "Missing (or invalid type) string parameter credentialID"),
            (["credentialID": "nope"], "Invalid parameter credentialID"),
            (["hash": nil], "Missing (or invalid type) array parameter hash"),
            (["hash": "x"], "Missing (or invalid type) array parameter hash"), (["hash": []], "Empty hash array"),
            (["hash": ["%"]], "Invalid Base64 hash string parameter"),
            (["hash": [7]], "Invalid Base64 hash string parameter"),
            (["hash": ["M9WjQHBcYKYF6dbKRRA-68bxo7-AKwbm01XjYRDM4lE="]], "Invalid Base64 hash string parameter"),
            (["hash": ["AAAA"]], "Invalid digest value length"),
            (["hash": ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]], "Hash is not authorized by the SAD"),
            (["signAlgo": nil], "Missing (or invalid type) string parameter signAlgo"),
            (["signAlgo": "1.2.840.113549.1.1.10"], "Invalid parameter signAlgo"),
        ] as [([String: JSON?], String)]
    )
    func aSignatureIsRefused(_ changes: [String: JSON?], _ text: String) async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let id = try await bench.credentialID(bearer)
        let token = try await bench.activation(id)
        let body = bench.order(id, token, SigningBench.digests, changes)
        let answer = await bench.call("signatures/signHash", body, bearer)
        #expect(Self.error(answer) == "400 invalid_request: \(text)")
        // What was refused has used nothing up.
        #expect(await bench.call("signatures/signHash", bench.order(id, token), bearer).status == 200)
    }

    @Test func hashesInAnotherOrderOrOneTooManyAreNotAuthorized() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let id = try await bench.credentialID(bearer)
        let token = try await bench.activation(id)
        for digests in [Array(SigningBench.digests.reversed()), SigningBench.digests + [SigningBench.digests[1]]] {
            let answer = await bench.call("signatures/signHash", bench.order(id, token, digests), bearer)
            #expect(Self.error(answer) == "400 invalid_request: Hash is not authorized by the SAD")
        }
    }

    @Test func activationDataSignsOnce() async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let id = try await bench.credentialID(bearer)
        let body = bench.order(id, try await bench.activation(id))
        #expect(await bench.call("signatures/signHash", body, bearer).status == 200)
        let again = await bench.call("signatures/signHash", body, bearer)
        #expect(Self.error(again) == "400 invalid_request: Invalid parameter SAD")
    }

    @Test func activationDataExpires() async throws {
        let bench = try SigningBench()
        let id = try await bench.credentialID(bench.bearer())
        let token = try await bench.activation(id)
        bench.clock.advance(by: 3600)
        let answer = await bench.call("signatures/signHash", bench.order(id, token), try await bench.bearer())
        #expect(Self.error(answer) == "400 invalid_request: SAD expired")
    }

    @Test func activationDataOfAnotherPersonIsRefused() async throws {
        let bench = try SigningBench()
        let token = try await bench.activation(bench.credentialID(bench.bearer()))
        let bearer = try await bench.bearer(persona: "saar")
        let own = try await bench.credentialID(bearer)
        let answer = await bench.call("signatures/signHash", bench.order(own, token), bearer)
        #expect(Self.error(answer) == "400 invalid_request: Invalid parameter credentialID")
    }

    @Test(
        arguments: [
            (["token": nil], "Missing (or invalid type) string parameter token"),
            (["token": "nope"], "Invalid string parameter token"),
            (["token_type_hint": nil], "Invalid string parameter token_type_hint"),
            (["token_type_hint": "refresh_token"], "Invalid string parameter token_type_hint"),
        ] as [([String: JSON?], String)]
    )
    func aRevocationIsRefused(_ changes: [String: JSON?], _ text: String) async throws {
        let bench = try SigningBench()
        let bearer = try await bench.bearer()
        let body: JSON = ["token": .string(bearer), "token_type_hint": "access_token"]
        let answer = await bench.call("auth/revoke", body.changed(changes), bearer)
        #expect(Self.error(answer) == "400 invalid_request: \(text)")
        #expect(await bench.call("credentials/list", ["maxResults": 1], bearer).status == 200)
    }

    @Test func aCertificateThatCameAfterTheApprovalGetsNoActivation() async throws {
        let bench = try SigningBench()
        let id = try await bench.credentialID(bench.bearer())
        let code = try await bench.walk(bench.approval(id))["code"] ?? ""
        await bench.control.arm(.expiredCertificate)
        #expect(try await bench.credentialID(bench.bearer()) != id)
        let answer = try await bench.redeem(code)
        #expect(answer["error"]?.string == "invalid_grant")
        #expect(answer["error_description"]?.string == "the credential is gone")
    }
}
