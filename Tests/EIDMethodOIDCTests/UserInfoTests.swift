import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

@Suite struct UserInfoTests {
    private let plain: Bench
    private let signed: Bench
    private let nested: Bench

    init() throws {
        plain = try Bench()
        signed = try Bench { registration, _ in registration.userInfo = TokenProfile(signing: [.rs256]) }
        nested = try Bench { registration, keys in
            registration.userInfo = TokenProfile(
                signing: [.rs256],
                encryption: .required(keyManagement: [.rsaOAEP256], content: [.a128CBCHS256])
            )
            registration.decryptionKeys = [keys.ours]
        }
    }

    private func fetch(_ bench: Bench, _ body: String, status: Int = 200) async throws -> JSONValue {
        bench.upstream.answer("/v2/userinfo", text: body, status: status)
        return try await bench.oidc.userInfo(Secret("access-1"), subject: "subject-1")
    }

    @Test func plainJSONIsAcceptedWhereRegistered() async throws {
        let claims = try await fetch(plain, #" {"sub":"subject-1","name":"A"} "#)
        #expect(claims["name"]?.string == "A")
        let request = try #require(plain.upstream.requests(to: "/v2/userinfo").first)
        #expect(request.headers.contains { $0.name == "Authorization" && $0.value == "Bearer access-1" })
        #expect(request.url.query == nil)
    }

    @Test func plainJSONIsRefusedElsewhere() async {
        await expectRefusal(.untrusted, "neither signed nor encrypted") {
            try await fetch(signed, #"{"sub":"subject-1"}"#)
        }
        await expectRefusal(.untrusted, "neither signed nor encrypted") {
            try await fetch(nested, #"{"sub":"subject-1"}"#)
        }
    }

    @Test func aTokenIsRefusedWhereOnlyPlainJSONIsRegistered() async throws {
        let token = try plain.signed(plain.claims())
        await expectRefusal(.untrusted, "names no signature") { try await fetch(plain, token) }
    }

    @Test func aSignedAnswerIsAccepted() async throws {
        #expect(try await fetch(signed, try signed.signed(signed.claims()) + "\n")["sub"]?.string == "subject-1")
    }

    @Test(arguments: ["at+jwt", "logout+jwt"])
    func aSignedAnswerThatSaysItIsOfAnotherTypeIsRefused(_ type: String) async throws {
        let token = try signed.typed(type)
        await expectRefusal(.untrusted, "another type") { try await fetch(signed, token) }
        let inside = try nested.sealed(nested.typed(type).utf8)
        await expectRefusal(.untrusted, "another type") { try await fetch(nested, inside) }
    }

    @Test func aNestedAnswerIsAccepted() async throws {
        let token = try nested.sealed(try nested.signed(nested.claims()).utf8)
        #expect(try await fetch(nested, token)["sub"]?.string == "subject-1")
    }

    @Test func aQuotedAnswerIsAccepted() async throws {
        let token = try nested.sealed(try nested.signed(nested.claims()).utf8)
        #expect(try await fetch(nested, "\"\(token)\"")["sub"]?.string == "subject-1")
    }

    @Test func aSignedAnswerWhereANestedOneWasAgreedIsRefused() async throws {
        let token = try nested.signed(nested.claims())
        await expectRefusal(.untrusted, "not encrypted") { try await fetch(nested, token) }
    }

    @Test func encryptedJSONIsRefused() async throws {
        let token = try nested.sealed(nested.claims().serialized())
        await expectRefusal(.untrusted, "holds no signed token") { try await fetch(nested, token) }
    }

    @Test(arguments: ["\"a\",\"b\"", "\"", "", "\u{1}", "null", "[]"])
    func anAnswerOfNoKnownShapeIsRefused(_ body: String) async {
        await #expect(throws: MethodError(.untrusted, "")) { try await fetch(signed, body) }
    }

    @Test(arguments: [#"{"sub":"subject-2"}"#, #"{"name":"A"}"#, #"{"sub":""}"#, #"{"sub":7}"#])
    func anotherSubjectIsRefused(_ body: String) async {
        await expectRefusal(.untrusted, "sub") { try await fetch(plain, body) }
    }

    @Test func aSubjectThatOnlyLooksAlikeIsRefused() async {
        plain.upstream.answer("/v2/userinfo", json: ["sub": "e\u{301}"])
        await expectRefusal(.untrusted, "another subject") {
            try await plain.oidc.userInfo(Secret("access-1"), subject: "\u{E9}")
        }
    }

    @Test func aTokenOfAnotherIssuerAudienceOrTimeIsRefused() async throws {
        let past = Int64(signed.clock.now - 100)
        let cases: [(String, JSON, String)] = [
            ("iss", "https://evil.example", "another issuer"), ("aud", "client-2", "another audience"),
            ("exp", .integer(past), "expired"), ("nbf", .integer(past + 300), "not valid yet"),
        ]
        for (claim, value, reason) in cases {
            let token = try signed.signed(signed.claims { $0[claim] = value })
            await expectRefusal(.untrusted, reason) { try await fetch(signed, token) }
        }
    }

    @Test func doubledMembersAreRefused() async {
        await expectRefusal(.untrusted, "JSON object") {
            try await fetch(plain, #"{"sub":"subject-2","sub":"subject-1"}"#)
        }
    }

    @Test(arguments: [
        (401, MethodError.Code.unavailable), (500, .unavailable), (403, .misconfigured), (302, .untrusted),
    ])
    func statusesHaveTheirMeaning(_ status: Int, _ code: MethodError.Code) async {
        await #expect(throws: MethodError(code, "")) { try await fetch(plain, "", status: status) }
    }

    @Test func anUpstreamWithoutUserInfoIsAConfigurationError() async {
        plain.upstream.answer(
            "/v2/.well-known/openid-configuration",
            json: Bench.discovery { $0["userinfo_endpoint"] = nil }
        )
        await expectRefusal(.misconfigured, "no UserInfo endpoint") { try await fetch(plain, "{}") }
    }

    @Test func aResourceOfTheUpstreamIsFetchedWithTheToken() async throws {
        plain.upstream.answer("/v2/picture", text: "picture")
        let url = try #require(URL(string: "https://OP.example:443/v2/picture"))
        let response = try await plain.oidc.resource(url, accessToken: Secret("access-1"))
        #expect(response.body == Array("picture".utf8))
        let request = try #require(plain.upstream.requests(to: "/v2/picture").first)
        #expect(request.headers.contains { $0.name == "Authorization" && $0.value == "Bearer access-1" })
    }

    @Test(arguments: [
        "https://evil.example/v2/picture", "https://keys.example/v2/picture", "http://op.example/v2/picture",
        "https://op.example:8443/v2/picture",
        "https://op.example@evil.example/v2/picture", "https://a@op.example/v2/picture", "/v2/picture",
        "https://op.example.evil.example/v2/picture",
    ])
    func aResourceElsewhereIsRefused(_ text: String) async throws {
        let url = try #require(URL(string: text))
        await expectRefusal(.untrusted, "does not name") {
            try await plain.oidc.resource(url, accessToken: Secret("access-1"))
        }
        #expect(plain.upstream.requests(to: "/v2/picture").isEmpty)
    }
}
