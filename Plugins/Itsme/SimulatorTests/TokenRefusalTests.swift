import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

/// Everything that §5 and §11 have against a token request.
@Suite struct TokenRefusalTests {
    private func error(
        _ bench: PartnerBench,
        assertion: String? = nil,
        _ changes: [String: String?] = [:]
    ) async throws -> String? {
        let code = try await bench.code()
        return try await bench.redeem(bench.tokenFields(code, assertion: assertion, changes))["error"]?.string
    }

    @Test(
        arguments: [
            (["grant_type": nil], "invalid_request"), (["grant_type": "password"], "unsupported_grant_type"),
            (["code": nil], "invalid_request"), (["code": "unknown"], "invalid_grant"),
            (["redirect_uri": nil], "invalid_request"), (["redirect_uri": "https://broker.example/"], "invalid_grant"),
            (["code_verifier": nil], "invalid_request"), (["code_verifier": "short"], "invalid_grant"),
            (["code_verifier": "AB0yq9vT2rXbHqkZ8mWc5sEo1uNpGaJdYfRi3KhQ7tM"], "invalid_grant"),
            (["client_assertion_type": nil], "invalid_request"), (["client_assertion_type": "jwt"], "invalid_request"),
            (["client_assertion": nil], "unauthorized_client"), (["client_assertion": "x"], "unauthorized_client"),
            (["client_id": "Another01x"], "invalid_request"), (["client_secret": "x"], "invalid_request"),
            (["client_assertion": nil, "client_assertion_type": nil], "invalid_client"),
        ] as [([String: String?], String)]
    )
    func whatBreaksARuleIsRefused(_ changes: [String: String?], _ expected: String) async throws {
        #expect(try await error(try PartnerBench(), changes) == expected)
    }

    @Test(
        arguments: [
            (["iss": "Another01x"], "iss"), (["iss": nil], "iss"), (["sub": nil], "sub"),
            (["aud": "https://sim.example/v2"], "aud"), (["aud": nil], "aud"), (["jti": nil], "jti"),
            (["jti": .string(String(repeating: "j", count: 256))], "jti"), (["exp": nil], "exp"),
            (["exp": 1_789_999_000], "expired"), (["exp": 1_790_004_000], "lives longer"),
            (["iat": 1_790_000_600], "iat"), (["nbf": 1_790_000_600], "nbf"),
        ] as [([String: JSON?], String)]
    )
    func aWrongAssertionIsRefused(_ changes: [String: JSON?], _ text: String) async throws {
        let bench = try PartnerBench()
        let fields = try bench.tokenFields(await bench.code(), assertion: bench.assertion(changes))
        let answer = try await bench.redeem(fields)
        #expect(answer["error"]?.string == "unauthorized_client")
        #expect(answer["detail"]?.string?.contains(text) == true)
    }

    @Test func anAssertionOfAnUnknownClientIsRefused() async throws {
        let bench = try PartnerBench()
        #expect(try await error(bench, assertion: bench.assertion(["sub": "Nobody"])) == "invalid_client")
    }

    @Test func aReplayedAssertionIsRefused() async throws {
        let bench = try PartnerBench()
        let assertion = try bench.assertion()
        #expect(try await error(bench, assertion: assertion) == nil)
        #expect(try await error(bench, assertion: assertion) == "unauthorized_client")
    }

    @Test func aForeignSignatureIsRefused() async throws {
        let bench = try PartnerBench()
        let foreign = try PartnerBench.foreign.get()
        #expect(try await error(bench, assertion: bench.assertion(key: foreign)) == "unauthorized_client")
    }

    @Test func anUnknownKeyIsRefused() async throws {
        let bench = try PartnerBench()
        let renamed = try PartnerBench.signing.get().with(keyID: "p-other")
        #expect(try await error(bench, assertion: bench.assertion(key: renamed)) == "unauthorized_client")
    }

    @Test func anEncryptedAssertionIsAccepted() async throws {
        let bench = try PartnerBench()
        let recipient = try #require(try PartnerBench.serverKeys.get().encryption.publicHalf)
        let sealer = try JWESealer(key: recipient, encryption: .a256GCM)
        let nested = try sealer.seal(Array(bench.assertion().utf8), contentType: "JWT")
        #expect(try await error(bench, assertion: nested) == nil)
    }

    @Test func aCodeWorksOnce() async throws {
        let bench = try PartnerBench()
        let code = try await bench.code()
        #expect(code.utf8.count == 36)
        #expect(try await bench.redeem(bench.tokenFields(code))["error"] == nil)
        #expect(try await bench.redeem(bench.tokenFields(code))["error"]?.string == "invalid_grant")
    }

    @Test func aCodeExpiresAfterThreeMinutes() async throws {
        let bench = try PartnerBench()
        let code = try await bench.code()
        bench.clock.advance(by: 180)
        #expect(try await bench.redeem(bench.tokenFields(code))["error"]?.string == "invalid_grant")
    }

    @Test func theCodeOfAnotherClientIsRefused() async throws {
        let bench = try PartnerBench()
        let code = try await bench.code(client: PartnerBench.shared)
        #expect(try await bench.redeem(bench.tokenFields(code))["error"]?.string == "invalid_grant")
    }

    @Test func aVerifierWithoutAChallengeIsRefused() async throws {
        let bench = try PartnerBench()
        let code = try await bench.code(["code_challenge": nil, "code_challenge_method": nil])
        #expect(try await bench.redeem(bench.tokenFields(code))["error"]?.string == "invalid_request")
    }

    @Test func aWrongSecretIsRefused() async throws {
        let bench = try PartnerBench()
        var fields = bench.secretFields(try await bench.code(client: PartnerBench.shared))
        fields.removeAll { $0.name == "client_secret" }
        #expect(try await bench.redeem(fields + [("client_secret", "x")])["error"]?.string == "invalid_client")
    }

    @Test func aSecretOfAKeyPairClientIsRefused() async throws {
        let bench = try PartnerBench()
        let fields = bench.secretFields(try await bench.code(), client: PartnerBench.keyPair)
        #expect(try await bench.redeem(fields)["error"]?.string == "invalid_client")
    }

    @Test func theAuthorizationHeaderIsRefused() async throws {
        let bench = try PartnerBench()
        let fields = bench.secretFields(try await bench.code(client: PartnerBench.shared))
        let answer = await bench.post("/v2/token", fields, headers: [("Authorization", "Basic eDp5")])
        #expect(answer.text.contains("invalid_client"))
    }

    @Test func parametersInTheQueryAreRefused() async throws {
        let bench = try PartnerBench()
        let answer = await bench.simulator.respond(
            to: SimulatorRequest(
                method: "POST",
                path: "/v2/token",
                query: "grant_type=authorization_code",
                headers: [("content-type", "application/x-www-form-urlencoded")]
            )
        )
        #expect(answer.status == 400)
        #expect(answer.text.contains("invalid_request"))
    }

    @Test func aJSONBodyIsRefused() async throws {
        let bench = try PartnerBench()
        let answer = await bench.simulator.respond(
            to: SimulatorRequest(
                method: "POST",
                path: "/v2/token",
                headers: [("content-type", "application/json")],
                body: Array("{}".utf8)
            )
        )
        #expect(answer.text.contains("x-www-form-urlencoded"))
    }

    @Test func aDoubledParameterIsRefused() async throws {
        let bench = try PartnerBench()
        let fields = try bench.tokenFields(await bench.code())
        #expect(try await bench.redeem(fields + [("code", "x")])["error"]?.string == "invalid_request")
    }

    @Test func aGetIsNotAllowed() async throws {
        #expect(await (try PartnerBench()).get("/v2/token").status == 405)
    }

    @Test func aPartnersKeysAreFetchedOnceAndAgainWhenTheirTimeIsOver() async throws {
        let bench = try PartnerBench()
        _ = try await bench.identify()
        _ = try await bench.identify()
        #expect(await bench.downloads.downloads == 1)
        bench.clock.advance(by: 3600)
        _ = try await bench.identify()
        #expect(await bench.downloads.downloads == 2)
    }

    /// §4.6: never less than half an hour, never more than a day.
    @Test(arguments: [(60, 1_799, 1_800), (nil, 86_399, 86_400), (1_000_000, 86_399, 86_400)] as [(Int?, Int, Int)])
    func aPartnersKeysAreKeptAsLongAsItsmeKeepsThem(_ age: Int?, _ kept: Int, _ gone: Int) async throws {
        let published = FetchedDocument(body: try PartnerBench.keySet(), maximumAge: age)
        let bench = try PartnerBench(keySet: published)
        _ = try await bench.identify()
        bench.clock.advance(by: kept)
        _ = try await bench.identify()
        #expect(await bench.downloads.downloads == 1)
        bench.clock.advance(by: gone - kept)
        _ = try await bench.identify()
        #expect(await bench.downloads.downloads == 2)
    }
}
