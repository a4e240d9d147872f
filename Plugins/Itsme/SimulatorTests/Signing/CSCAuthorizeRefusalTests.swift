import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// What the authorization endpoint of the CSC API refuses (itsme-protocol §18.3).
@Suite struct CSCAuthorizeRefusalTests {
    @Test(
        arguments: [
            ["client_id": "Nobody"], ["client_id": nil], ["redirect_uri": nil],
            ["redirect_uri": "https://broker.example/other"], ["redirect_uri": "https://broker.example/sign"],
            ["redirect_uri": "https://a.broker.example/sign/more"], ["redirect_uri": "http://a.broker.example/sign"],
        ] as [[String: String?]]
    )
    func aMistakeBeforeTheWayBackIsKnownIsShown(_ changes: [String: String?]) async throws {
        let bench = try SigningBench()
        let answer = await bench.authorize(bench.identification(changes))
        #expect(answer.status == 400)
        #expect(answer.header("Location") == nil)
        #expect(await bench.violations().count == 1)
    }

    @Test func aPatternLetsARedirectURIIn() async throws {
        let bench = try SigningBench()
        let uri = "https://eu.broker.example/sign"
        let url =
            "https://sim.example/csc/v1/oauth2/authorize?"
            + FormFields(bench.identification(["redirect_uri": uri])).encoded
        let back = try await bench.control.walk(url, persona: "saar")
        #expect(back.hasPrefix("\(uri)?code="))
        let code = PartnerBench.query(of: back)?["code"] ?? ""
        #expect(try await bench.redeem(code)["error"]?.string == "invalid_grant")
    }

    @Test(
        arguments: [
            (["response_type": "token"], "unsupported_response_type"),
            (["response_type": nil], "unsupported_response_type"),
            (["scope": "openid"], "invalid_scope"), (["scope": nil], "invalid_scope"),
            (["clientData": "x"], "invalid_request"), (["account_token": nil], "invalid_request"),
        ] as [([String: String?], String)]
    )
    func aMistakeInTheFirstDanceIsSentBack(_ changes: [String: String?], _ code: String) async throws {
        let bench = try SigningBench()
        #expect(await bench.refusal(bench.identification(changes)).code == code)
        #expect(await bench.violations().count == 1)
    }

    @Test func aDoubledParameterIsSentBack() async throws {
        let bench = try SigningBench()
        #expect(await bench.refusal(bench.identification() + [("scope", "service")]).code == "invalid_request")
    }

    @Test(
        arguments: [
            (["credentialID": nil], "Missing (or invalid type) string parameter credentialID"),
            (["credentialID": "nope"], "Invalid parameter credentialID"),
            (["numSignatures": nil], "Invalid value for parameter numSignatures"),
            (["numSignatures": "0"], "Invalid value for parameter numSignatures"),
            (["numSignatures": "two"], "Invalid value for parameter numSignatures"),
            (["numSignatures": "1"], "Invalid value for parameter numSignatures"),
            (["numSignatures": "3"], "Invalid value for parameter numSignatures"),
            (["numSignatures": "71"], "Numbers of signatures is too high"),
            (["hash": nil], "Empty hash array"), (["hash": ""], "Empty hash array"),
            (["hash": "!!,??"], "Invalid Base64 hash string parameter"),
            (["hash": "AAAA,BBBB"], "Invalid digest value length"),
            (["description": String(repeating: "x", count: 256)], "description must have at most 255 characters"),
            (["description": "curly ’ apostrophe"], "description must fit ISO 8859-15"),
            (["description": "long — dash"], "description must fit ISO 8859-15"),
            (["account_token": nil], "account_token is missing"),
        ] as [([String: String?], String)]
    )
    func aMistakeInTheSecondDanceIsSentBack(_ changes: [String: String?], _ text: String) async throws {
        let bench = try SigningBench()
        let id = try await bench.credentialID(bench.bearer())
        let refusal = await bench.refusal(bench.approval(id, SigningBench.digests, changes))
        #expect(refusal.code == "invalid_request")
        #expect(refusal.text == text)
        #expect(await bench.violations().count == 1)
    }

    @Test func aBatchNeedsAContract() async throws {
        let bench = try SigningBench { $0.clients[0].signing?.allowsBatch = false }
        let bearer = try await bench.bearer()
        let id = try await bench.credentialID(bearer)
        #expect(await bench.refusal(bench.approval(id)).text == "Numbers of signatures is too high")
        #expect(try await bench.walk(bench.approval(id, [SigningBench.digests[0]]))["code"] != nil)
        #expect(try await bench.credential(id, bearer)["multiSign"]?.boolean == false)
    }

    @Test func seventyHashesAreTheMost() async throws {
        let bench = try SigningBench()
        let id = try await bench.credentialID(bench.bearer())
        let digests = (1...71).map { SHA256.digest("\($0)") }
        #expect(try await bench.walk(bench.approval(id, Array(digests.prefix(70))))["code"] != nil)
        #expect(await bench.refusal(bench.approval(id, digests)).text == "Numbers of signatures is too high")
    }

    @Test func aTestAccountCannotSign() async throws {
        let bench = try SigningBench()
        let back = try await bench.walk(bench.identification(), persona: "theo")
        #expect(back["error"] == "access_denied")
        #expect(back["error_description"] == "test accounts cannot sign")
        #expect(back["state"] == "s +/%~é")
    }

    @Test func aProductionAccountCanSignInTheSandbox() async throws {
        let bench = try SigningBench()
        #expect(try await bench.walk(bench.identification(), persona: "saar")["code"] != nil)
    }

    @Test func aServiceForSigningIsNotOneOfOpenIDConnect() async throws {
        let bench = try PartnerBench { configuration in
            let service = ItsmeService(code: "SIGN", kind: .signing, redirectURIs: [PartnerBench.redirect])
            configuration.clients[0].services.append(service)
        }
        #expect(await bench.refusal(["scope": "openid service:SIGN"]) == "invalid_scope")
    }

    @Test func aPartnerWithoutContractIsRefused() async throws {
        let bench = try PartnerBench()
        let answer = await bench.get("/csc/v1/oauth2/authorize", bench.parameters(client: PartnerBench.shared))
        #expect(answer.status == 400)
    }
}
