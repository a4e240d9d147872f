import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

/// What the token, UserInfo and revocation endpoints refuse.
@Suite struct TokenRejectionTests {
    @Test(arguments: [
        Rejection("no grant type", ["grant_type": nil], "invalid_request"),
        Rejection("the password grant", ["grant_type": "password"], "unsupported_grant_type"),
        Rejection("refresh tokens", ["grant_type": "refresh_token"], "unsupported_grant_type"),
        Rejection("no code", ["code": nil], "invalid_request"),
        Rejection("an unknown code", ["code": "guess"], "invalid_grant"),
        Rejection("no redirect URI", ["redirect_uri": nil], "invalid_grant"),
        Rejection("another redirect URI", ["redirect_uri": "https://shop.example/other?x=1"], "invalid_grant"),
        Rejection("no verifier", ["code_verifier": nil], "invalid_grant"),
        Rejection("another verifier", ["code_verifier": String(repeating: "a", count: 43)], "invalid_grant"),
        Rejection("a short verifier", ["code_verifier": "abc"], "invalid_grant"),
        Rejection("a secret beside Basic", ["client_secret": BrokerBench.secret], "invalid_request"),
        Rejection("an assertion beside Basic", ["client_assertion": "a.b.c"], "invalid_request"),
        Rejection("another client beside Basic", ["client_id": "bank"], "invalid_request"),
    ])
    func refuses(_ rejection: Rejection) async throws {
        let bench = try BrokerBench()
        let answer = try await bench.redeem(bench.code(), rejection.changes)
        #expect(answer.error == rejection.expected)
        #expect(answer.status == 400 && answer.header("Cache-Control") == "no-store")
    }

    @Test(arguments: [
        ("no credentials", nil as String?),
        ("an unknown client", "Basic " + Base64.encode(Array("nobody:\(BrokerBench.secret)".utf8))),
        ("a wrong secret", "Basic " + Base64.encode(Array("shop:wrong".utf8))),
        ("no colon", "Basic " + Base64.encode(Array("shop".utf8))),
        ("lax base64", BrokerBench.basic + " "),
        ("another scheme", "Bearer abc"),
        ("a way that is not the registered one", "Basic " + Base64.encode(Array("bank:\(BrokerBench.secret)".utf8))),
    ])
    func refusesCredentials(_ what: String, _ authorization: String?) async throws {
        let bench = try BrokerBench()
        let code = try await bench.code()
        let answer = try await bench.redeem(code, authorization: authorization)
        #expect(answer.status == 401 && answer.error == "invalid_client")
        #expect(answer.header("WWW-Authenticate")?.hasPrefix("Basic") == true)
        #expect(try await bench.redeem(code).status == 200, "the code was not touched")
    }

    @Test func aConfidentialClientWithoutItsSecretIsRefused() async throws {
        let bench = try BrokerBench()
        let answer = try await bench.redeem(bench.code(), ["client_id": "shop"], authorization: nil)
        #expect(answer.status == 401 && answer.error == "invalid_client")
    }

    @Test func aPublicClientWithASecretIsRefused() async throws {
        let bench = try BrokerBench(clients: [BrokerBench.shop { $0.authentication = .none }])
        let code = try await bench.code()
        #expect(try await bench.redeem(code).status == 401)
        #expect(try await bench.redeem(code, ["client_id": "shop"], authorization: nil).status == 200)
    }

    @Test func basicCredentialsAreFormDecoded() async throws {
        let secret = "a secret+with:colons&percent%and more"
        let bench = try BrokerBench(
            clients: [BrokerBench.shop { $0.authentication = .secretBasic(Secret(secret)) }]
        )
        let encoded = "shop:a+secret%2Bwith%3Acolons%26percent%25and%20more"
        let answer = try await bench.redeem(bench.code(), authorization: "basic " + Base64.encode(Array(encoded.utf8)))
        #expect(answer.status == 200)
    }

    @Test func guessingASecretEndsIn429() async throws {
        let bench = try BrokerBench()
        let code = try await bench.code()
        let wrong = "Basic " + Base64.encode(Array("shop:wrong".utf8))
        for _ in 0..<10 { #expect(try await bench.redeem(code, authorization: wrong).status == 401) }
        let oneMore = try await bench.redeem(code, authorization: wrong)
        #expect(oneMore.status == 429 && oneMore.header("Retry-After") != nil)
        #expect(try await bench.redeemAsBank("x").error == "invalid_grant", "other clients are not affected")
        #expect(try await bench.redeem(code).status == 200, "nor is the right secret")
        bench.clock.advance(by: 60)
        #expect(try await bench.redeem(code, authorization: wrong).status == 401)
    }

    @Test func aCodeOfAnotherClientIsRefusedAndStaysGood() async throws {
        let bench = try BrokerBench()
        let code = try await bench.code()
        #expect(try await bench.redeemAsBank(code).error == "invalid_grant")
        #expect(try await bench.redeem(code).status == 200)
    }

    @Test func anOldCodeIsRefused() async throws {
        let bench = try BrokerBench()
        let code = try await bench.code()
        bench.clock.advance(by: 60)
        #expect(try await bench.redeem(code).error == "invalid_grant")
    }

    @Test func aCodeIsWorthOneTry() async throws {
        let bench = try BrokerBench()
        let code = try await bench.code()
        _ = try await bench.redeem(code, ["code_verifier": String(repeating: "a", count: 43)])
        #expect(try await bench.redeem(code).error == "invalid_grant")
    }

    @Test func aReplayedCodeEndsTheTokensOfTheFirstUse() async throws {
        let bench = try BrokerBench()
        let code = try await bench.code()
        let tokens = try await bench.redeem(code)
        let other = try await bench.redeem(bench.code())
        bench.clock.advance(by: 120)
        #expect(try await bench.redeem(code).error == "invalid_grant")
        let access = try tokens.json.requireString("access_token")
        #expect(await bench.broker.userInfo(authorization: "Bearer \(access)", form: nil).status == 401)
        _ = try await bench.userInfo(other)
    }

    @Test func ofSixtyFourParallelRedemptionsOneSucceeds() async throws {
        let bench = try BrokerBench()
        let code = try await bench.code()
        let answers = try await withThrowingTaskGroup(of: BackchannelAnswer.self) { group in
            for _ in 0..<64 { group.addTask { try await bench.redeem(code) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0.status == 200 } == 1)
        #expect(answers.count { $0.error == "invalid_grant" } == 63)
        let winner = try #require(answers.first { $0.status == 200 })
        let access = try winner.json.requireString("access_token")
        #expect(
            await bench.broker.userInfo(authorization: "Bearer \(access)", form: nil).status == 401,
            "replays end it"
        )
    }

    @Test(arguments: [
        ("no token", nil as String?, 401, nil as String?),
        ("Basic", "Basic abc", 401, nil),
        ("an unknown token", "Bearer guess", 401, "invalid_token"),
        ("an empty token", "Bearer ", 401, nil), ("no token at all", "Bearer", 401, nil),
        ("two tokens", "Bearer one two", 400, "invalid_request"),
        ("two headers in one", "Bearer one, Bearer two", 400, "invalid_request"),
    ])
    func userInfoRefuses(_ what: String, _ header: String?, _ status: Int, _ error: String?) async throws {
        let answer = try await BrokerBench().broker.userInfo(authorization: header, form: nil)
        #expect(answer.status == status && answer.error == error)
        // RFC 6750 §3: the scheme has at least one parameter, and no error where no token came.
        let challenge = try #require(answer.header("WWW-Authenticate"))
        let expected = #"Bearer realm="userinfo""# + (error.map { #", error="\#($0)", error_description="# } ?? "")
        #expect(error == nil ? challenge == expected : challenge.hasPrefix(expected))
    }

    @Test func userInfoTakesAFormButNotTwoTokens() async throws {
        let bench = try BrokerBench()
        let access = try await bench.redeem(bench.code()).json.requireString("access_token")
        let form = try BrokerBench.parameters(["access_token": access])
        #expect(await bench.broker.userInfo(authorization: nil, form: form).status == 200)
        #expect(await bench.broker.userInfo(authorization: "Bearer \(access)", form: form).status == 400)
        bench.clock.advance(by: 300)
        #expect(await bench.broker.userInfo(authorization: nil, form: form).status == 401, "tokens end")
    }

    @Test func anIDTokenIsNoAccessToken() async throws {
        let bench = try BrokerBench()
        let token = try await bench.redeem(bench.code()).json.requireString("id_token")
        #expect(await bench.broker.userInfo(authorization: "Bearer \(token)", form: nil).status == 401)
    }

    @Test func revocationEndsOwnTokensOnly() async throws {
        let bench = try BrokerBench()
        let tokens = try await bench.redeem(bench.code())
        let access = try tokens.json.requireString("access_token")
        let asBank = try BrokerBench.parameters(
            ["token": access, "client_id": "bank", "client_secret": BrokerBench.secret]
        )
        #expect(await bench.broker.revoke(form: asBank, authorization: nil).status == 200)
        _ = try await bench.userInfo(tokens)
        let own = try BrokerBench.parameters(["token": access])
        #expect(await bench.broker.revoke(form: own, authorization: nil).status == 401)
        #expect(await bench.broker.revoke(form: own, authorization: BrokerBench.basic).status == 200)
        #expect(await bench.broker.userInfo(authorization: "Bearer \(access)", form: nil).status == 401)
        #expect(
            await bench.broker.revoke(form: own, authorization: BrokerBench.basic).status == 200,
            "unknown is no error"
        )
        let none = try BrokerBench.parameters(["token_type_hint": "access_token"])
        #expect(await bench.broker.revoke(form: none, authorization: BrokerBench.basic).error == "invalid_request")
    }
}
