import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import Testing

/// `id_token_hint`: which tokens count, and who gets a code where one names a person (OpenID Connect Core §3.1.2.2).
@Suite struct IDTokenHintTests {
    private let bench: BrokerBench

    init() throws { bench = try BrokerBench() }

    private func idToken(_ bench: BrokerBench) async throws -> String {
        try await bench.redeem(bench.code()).json.requireString("id_token")
    }

    /// An ID token with changed claims, signed as the broker signs unless told otherwise.
    private func token(
        _ changes: [String: JSON?] = [:],
        key: JWK? = nil,
        keyID: String? = nil,
        type: String = "JWT"
    ) throws -> String {
        var claims: [String: JSON] = [
            "iss": .string(BrokerBench.issuer), "sub": "somebody", "aud": "shop",
            "exp": .integer(bench.clock.seconds + 300), "iat": .integer(bench.clock.seconds),
        ]
        for (name, value) in changes { claims[name] = value }
        let key = key ?? bench.signingKey
        let named = try key.with(keyID: keyID ?? bench.signingKey.thumbprint, use: .signature, algorithm: .es256)
        let payload = JSON.object(claims.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }).serialized()
        return try JWSSigner(key: named).sign(payload, type: type)
    }

    private func refusal(of hint: String, _ bench: BrokerBench) async throws -> String? {
        let query = try await bench.authorize(["id_token_hint": hint]).query
        #expect(query["error"] == "invalid_request")
        #expect(bench.log.text.contains(hint) == false)
        return query["error_description"]
    }

    private func signIn(somebodyElse: Bool) {
        bench.script.change { script in
            guard somebodyElse, case .success(let person) = script.result else { return }
            script.result = .success(
                VerifiedIdentity(
                    subject: UpstreamSubject(namespace: person.subject.namespace, identifier: "grace"),
                    assurance: person.assurance,
                    authenticatedAt: person.authenticatedAt,
                    attributes: person.attributes
                )
            )
        }
    }

    @Test(arguments: [["scope": "openid profile"], ["scope": "openid"]])
    func thePersonOfTheTokenGetsACode(_ changes: [String: String]) async throws {
        var changes: [String: String?] = changes.mapValues { $0 }
        changes["id_token_hint"] = try await idToken(bench)
        _ = try await bench.code(changes)
    }

    @Test func anotherPersonGetsNoCode() async throws {
        let hint = try await idToken(bench)
        signIn(somebodyElse: true)
        let query = try await bench.callback(bench.start(["id_token_hint": hint])).query
        #expect(query["error"] == "login_required")
        #expect(query["code"] == nil)
        #expect(!bench.log.text.contains(hint))
    }

    @Test func anExpiredTokenStillNamesItsPerson() async throws {
        let hint = try await idToken(bench)
        bench.clock.advance(by: 400 * 24 * 3600)
        _ = try await bench.code(["id_token_hint": hint])
        signIn(somebodyElse: true)
        let answer = try await bench.callback(bench.start(["id_token_hint": hint]))
        #expect(try answer.query["error"] == "login_required")
    }

    @Test func aTokenOfAKeyThatSignsNoLongerCounts() async throws {
        let keys = [try JWK.generate(.p256), try JWK.generate(.rsa()), try JWK.generate(.p256)]
        let bench = try BrokerBench(signingKeys: keys)
        let hint = try await idToken(try BrokerBench(signingKeys: [keys[2]]))
        _ = try await bench.code(["id_token_hint": hint])
    }

    @Test func theHintLeavesPromptNoneAlone() async throws {
        let hint = try await idToken(bench)
        let query = try await bench.authorize(["id_token_hint": hint, "prompt": "none"]).query
        #expect(query["error"] == "login_required")
    }

    @Test func claimsMayNameTheSameSubject() async throws {
        let token = try await bench.redeem(bench.code())
        let hint = try token.json.requireString("id_token")
        let subject = try bench.idToken(token).requireString("sub")
        let claims = #"{"id_token":{"sub":{"value":"\#(subject)"}}}"#
        _ = try await bench.code(["id_token_hint": hint, "claims": claims])
    }

    @Test func claimsThatNameAnotherSubjectAreRefused() async throws {
        let claims = #"{"id_token":{"sub":{"value":"nobody"}}}"#
        let query = try await bench.authorize(["id_token_hint": token(), "claims": claims]).query
        #expect(query["error"] == "invalid_request")
        #expect(query["error_description"]?.contains("two subjects") == true)
    }

    @Test func aVeryLongTokenIsRefused() async throws {
        let fields = BrokerBench.request.merging(["id_token_hint": String(repeating: "t", count: 8193)]) { $1 }
        let parameters = try BrokerBench.parameters(fields, limit: 64 * 1024)
        let query = try await bench.broker.authorize(parameters, browser: BrowserContext()).query
        #expect(query["error"] == "invalid_request")
        #expect(query["error_description"]?.contains("longer than 8192 bytes") == true)
    }

    @Test func aForeignTokenIsRefused() async throws {
        let hint = try await idToken(try BrokerBench())
        #expect(try await refusal(of: hint, bench)?.contains("not signed") == true)
    }

    @Test func aForeignTokenUnderTheNameOfOurKeyIsRefused() async throws {
        let hint = try token(key: .generate(.p256))
        #expect(try await refusal(of: hint, bench)?.contains("not signed") == true)
    }

    @Test func aTamperedTokenIsRefused() async throws {
        var parts = try token().split(separator: ".").map(String.init)
        parts[1] = try String(token(["sub": "nobody"]).split(separator: ".")[1])
        let refusal = try await refusal(of: parts.joined(separator: "."), bench)
        #expect(refusal?.contains("not signed") == true)
    }

    @Test(arguments: ["none", "HS256", "RS256"])
    func anotherAlgorithmThanTheKeysIsRefused(_ algorithm: String) async throws {
        let parts = try token().split(separator: ".").map(String.init)
        let header = Base64URL.encode(Array(#"{"alg":"\#(algorithm)","typ":"JWT"}"#.utf8))
        let refusal = try await refusal(of: "\(header).\(parts[1]).\(parts[2])", bench)
        #expect(refusal?.contains("not signed") == true)
    }

    @Test func anotherKindOfTokenIsRefused() async throws {
        #expect(try await refusal(of: token(type: "evidence+jwt"), bench)?.contains("not signed") == true)
    }

    @Test func anEncryptedTokenIsRefused() async throws {
        let key = try JWK.generate(.p256, use: .encryption)
        let half = try #require(key.publicHalf)
        let wanted = Client.Encryption(key: half, algorithm: .ecdhESA256KW, encryption: .a256GCM)
        let bench = try BrokerBench(clients: [BrokerBench.shop { $0.idTokenEncryption = wanted }])
        #expect(try await refusal(of: idToken(bench), bench)?.contains("is encrypted") == true)
    }

    @Test func anotherClientsTokenIsRefused() async throws {
        let code = try await bench.code(from: BrokerBench.bankRequest)
        let hint = try await bench.redeemAsBank(code).json.requireString("id_token")
        #expect(try await refusal(of: hint, bench)?.contains("another client") == true)
    }

    @Test func anotherIssuersTokenIsRefused() async throws {
        let hint = try token(["iss": "https://broker.example/"])
        #expect(try await refusal(of: hint, bench)?.contains("another issuer") == true)
    }

    @Test func aUserInfoAnswerIsRefused() async throws {
        let bench = try BrokerBench(clients: [BrokerBench.shop { $0.userInfoSigningAlgorithm = .es256 }])
        let access = try await bench.redeem(bench.code()).json.requireString("access_token")
        let answer = await bench.broker.userInfo(authorization: "Bearer \(access)", form: nil)
        let hint = String(decoding: answer.body, as: UTF8.self)
        #expect(try await refusal(of: hint, bench)?.contains("no ID token") == true)
    }

    @Test(arguments: ["iss", "sub", "aud", "exp", "iat"])
    func aTokenWithoutItsClaimsIsRefused(_ claim: String) async throws {
        let hint = try token([claim: nil])
        #expect(try await refusal(of: hint, bench)?.contains("no ID token") == true)
    }

    @Test(arguments: [["aud": 7], ["aud": [7]], ["sub": 7], ["exp": "tomorrow"]] as [[String: JSON]])
    func claimsOfAnotherTypeAreRefused(_ changes: [String: JSON]) async throws {
        let hint = try token(changes.mapValues { $0 })
        #expect(try await refusal(of: hint, bench)?.contains("no ID token") == true)
    }

    @Test func severalAudiencesWithTheClientAmongThemCount() async throws {
        _ = try await bench.start(["id_token_hint": token(["aud": ["other", "shop"]])])
    }
}
