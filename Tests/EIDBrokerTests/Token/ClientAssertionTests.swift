import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import Testing

/// `private_key_jwt` (security requirement 6): one test per thing that an assertion must not be.
@Suite struct ClientAssertionTests {
    private let client: AssertingClient
    private var bench: BrokerBench { client.bench }

    init() throws { client = try AssertingClient() }

    private func claims(_ changes: [String: JSON?] = [:]) -> JSON { client.claims(changes) }

    private func assertion(_ changes: [String: JSON?] = [:], key: JWK? = nil) throws -> String {
        try client.assertion(changes, key: key)
    }

    private func redeem(_ assertion: String, code: String? = nil, _ changes: [String: String?] = [:]) async throws
        -> BackchannelAnswer
    {
        var fields: [String: String?] = ["client_assertion": assertion, "client_assertion_type": AssertingClient.type]
        for (name, value) in changes { fields[name] = value }
        let own: String
        if let code { own = code } else { own = try await bench.code() }
        return try await bench.redeem(own, fields, authorization: nil)
    }

    @Test(arguments: [
        ("the issuer", BrokerBench.issuer), ("the token endpoint", BrokerBench.issuer + "/token"),
    ])
    func accepts(_ what: String, _ audience: String) async throws {
        #expect(try await redeem(assertion(["aud": .string(audience)])).status == 200)
        #expect(try await redeem(assertion(["aud": [.string(audience)], "jti": "id-2"])).status == 200)
    }

    @Test(arguments: [nil, "jwt", "client-authentication+jwt"])
    func acceptsWhatMayBeAnAssertion(type: String?) async throws {
        #expect(try await redeem(client.assertion(type: type)).status == 200)
    }

    @Test(arguments: ["dpop+jwt", "oauth-authz-req+jwt", "at+jwt", "logout+jwt"])
    func refusesATokenOfAnotherType(type: String) async throws {
        #expect(try await redeem(client.assertion(type: type)).error == "invalid_client")
        #expect(bench.log.text.contains("a token of another type"), "\(bench.log.text)")
    }

    /// As the client of node's openid-client does.
    @Test func acceptsSeveralAudiencesThatAreAllOurs() async throws {
        let both: JSON = [.string(BrokerBench.issuer), .string(BrokerBench.issuer + "/token")]
        #expect(try await redeem(assertion(["aud": both])).status == 200)
    }

    @Test func acceptsTheEndpointThatIsCalled() async throws {
        func revoke(_ audience: JSON, _ identifier: String) async throws -> Int {
            let token = try assertion(["aud": audience, "jti": .string(identifier)])
            let form = ["client_assertion": token, "client_assertion_type": AssertingClient.type, "token": "x"]
            return await bench.broker.revoke(form: try BrokerBench.parameters(form), authorization: nil).status
        }
        let (issuer, own) = (BrokerBench.issuer, BrokerBench.issuer + "/revoke")
        #expect(try await revoke(.string(own), "id-1") == 200)
        #expect(try await revoke([.string(issuer), .string(issuer + "/token"), .string(own)], "id-2") == 200)
        #expect(try await revoke(.string(issuer + "/userinfo"), "id-3") == 401)
    }

    @Test(
        arguments: [
            ("another issuer", ["iss": "bank"]), ("another subject", ["sub": "bank"]), ("no issuer", ["iss": nil]),
            ("no audience", ["aud": nil]), ("another audience", ["aud": "https://other.example"]),
            ("another audience beside ours", ["aud": [.string(BrokerBench.issuer), "https://other.example"]]),
            ("ours beside another audience", ["aud": ["https://other.example", .string(BrokerBench.issuer)]]),
            ("the endpoint of another call", ["aud": .string(BrokerBench.issuer + "/revoke")]),
            ("an empty list of audiences", ["aud": []]), ("an audience that is a number", ["aud": 1]),
            ("a number among the audiences", ["aud": [.string(BrokerBench.issuer), 1]]),
            ("no expiry", ["exp": nil]),
            ("an expiry that is a text", ["exp": "soon"]), ("no identifier", ["jti": nil]),
            ("an empty identifier", ["jti": ""]),
            ("a very long identifier", ["jti": .string(String(repeating: "j", count: 257))]),
        ] as [(String, [String: JSON?])]
    )
    func refusesClaims(_ what: String, _ changes: [String: JSON?]) async throws {
        let answer = try await redeem(assertion(changes))
        #expect(answer.status == 401 && answer.error == "invalid_client")
    }

    @Test(arguments: [
        ("expired", "exp", -10), ("too far ahead", "exp", 3611), ("not yet valid", "nbf", 11),
        ("issued in future", "iat", 11),
    ])
    func refusesTimes(_ what: String, _ name: String, _ offset: Int64) async throws {
        #expect(try await redeem(assertion([name: .integer(bench.clock.seconds + offset)])).status == 401)
    }

    @Test(arguments: [("exp", -9), ("exp", 3610), ("nbf", 10), ("iat", 10)])
    func toleratesTenSeconds(_ name: String, _ offset: Int64) async throws {
        #expect(try await redeem(assertion([name: .integer(bench.clock.seconds + offset)])).status == 200)
    }

    @Test func refusesASecondUse() async throws {
        let token = try assertion()
        #expect(try await redeem(token).status == 200)
        #expect(try await redeem(token).status == 401)
    }

    @Test func ofSixtyFourParallelUsesOnePasses() async throws {
        let token = try assertion()
        let passed = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 { group.addTask { try await redeem(token, code: "x").error == "invalid_grant" } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(passed == 1)
    }

    @Test func refusesAnotherKeyOfThatName() async throws {
        let other = try JWK.generate(.p256, keyID: "k1", use: .signature, algorithm: .es256)
        #expect(try await redeem(assertion(key: other)).status == 401)
    }

    @Test func refusesAnUnknownKey() async throws {
        let other = try JWK.generate(.p256, keyID: "k2", use: .signature, algorithm: .es256)
        #expect(try await redeem(assertion(key: other)).status == 401)
    }

    @Test(arguments: ["none", "None", "nONE", "HS256"])
    func refusesWeakAlgorithms(_ algorithm: String) async throws {
        let header: JSON = ["alg": .string(algorithm), "kid": "k1"]
        let token = [header.serialized(), claims().serialized()].map { Base64URL.encode($0) }.joined(separator: ".")
        for signature in ["", Base64URL.encode(HMACSHA256.code(for: token.utf8, key: try client.key.publicPEM().utf8))]
        {
            #expect(try await redeem("\(token).\(signature)").status == 401)
        }
    }

    @Test func refusesAZeroSignature() async throws {
        let token = try assertion().split(separator: ".").prefix(2).joined(separator: ".")
        let zeros = Base64URL.encode([UInt8](repeating: 0, count: 64))
        #expect(try await redeem("\(token).\(zeros)").status == 401)
    }

    @Test func refusesAnotherAssertionType() async throws {
        let answer = try await redeem(assertion(), ["client_assertion_type": "saml"])
        #expect(answer.error == "invalid_request")
    }

    @Test func refusesASecretInstead() async throws {
        #expect(try await bench.redeem(bench.code()).status == 401)
    }
}
