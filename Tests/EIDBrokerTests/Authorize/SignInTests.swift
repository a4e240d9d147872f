import EIDBroker
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

/// Whole sign-ins, and everything that can go wrong between them and the person.
@Suite struct SignInTests {
    @Test func aVerificationGivesAttributes() async throws {
        let bench = try BrokerBench()
        let answer = try await bench.callback(bench.start())
        #expect(try answer.query["iss"] == BrokerBench.issuer)
        #expect(try answer.query["state"] == BrokerBench.request["state"])
        #expect(answer.cookie?.maxAge == 60, "the cookie stays as long as the code may be told again")
        let tokens = try await bench.redeem(#require(try answer.query["code"]))
        #expect(tokens.status == 200 && tokens.header("Cache-Control") == "no-store")
        let idToken = try bench.idToken(tokens)
        #expect(idToken["iss"]?.string == BrokerBench.issuer && idToken["aud"]?.string == "shop")
        #expect(idToken["nonce"]?.string == "n-1" && idToken["method"]?.string == "toy")
        #expect(idToken["acr"]?.string == "http://eidas.europa.eu/LoA/high")
        #expect(idToken["auth_time"]?.integer == bench.clock.seconds)
        #expect(idToken["exp"]?.integer == bench.clock.seconds + 300)
        #expect(idToken["at_hash"]?.string?.utf8.count == 22)
        #expect(idToken["name"] == nil, "scopes are answered at UserInfo")
        let info = try await bench.userInfo(tokens)
        #expect(info["name"]?.string == "Ada Lovelace" && info["birthdate"]?.string == "1815")
        #expect(info["sub"]?.string == idToken["sub"]?.string)
    }

    @Test func anAuthenticationGivesTheSameSubjectAndNothingElse() async throws {
        let bench = try BrokerBench()
        let verified = try await bench.userInfo(redeem(bench))
        let authenticated = try await bench.userInfo(redeem(bench, ["scope": "openid"]))
        #expect(authenticated["sub"]?.string == verified["sub"]?.string)
        #expect(authenticated.count == 1)
        #expect(bench.script.now.requests.last?.type == .authentication)
        #expect(bench.script.now.requests.last?.attributes.isEmpty == true)
    }

    private func redeem(_ bench: BrokerBench, _ changes: [String: String?] = [:]) async throws -> BackchannelAnswer {
        try await bench.redeem(bench.code(changes))
    }

    @Test func sectorsKnowAPersonByDifferentSubjects() async throws {
        let bench = try BrokerBench()
        let shop = try bench.idToken(await redeem(bench, ["scope": "openid"]))["sub"]?.string
        let code = try await bench.code(["acr_values": "method:toy"], from: BrokerBench.bankRequest)
        let bank = try bench.idToken(await bench.redeemAsBank(code))["sub"]?.string
        #expect(shop != nil && bank != nil && shop != bank)
    }

    @Test func onlyTheMinimumIsAskedOfTheMethod() async throws {
        let bench = try BrokerBench(clients: [BrokerBench.shop { $0.methods = ["small"] }])
        _ = try await bench.start(["scope": "openid profile email phone"])
        // Asked: profile, email, phone. Allowed: profile, email, address. Offered: email, name.
        #expect(bench.script.now.requests.last?.attributes == [Attribute.email.name, Attribute.name.name])
    }

    @Test func ofSixtyFourParallelCallbacksOneGivesACode() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        let answers = try await withThrowingTaskGroup(of: FlowAnswer.self) { group in
            for _ in 0..<64 { group.addTask { try await bench.callback(started) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0.location?.contains("code=") == true } == 1)
        #expect(answers.count { $0.transactionPage == started.id } == 63)
        #expect(bench.script.now.resumed == 1)
    }

    @Test func anotherBrowserIsSentBackAndHarmsNothing() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        let wrong = BrowserContext(cookies: started.browser.cookies.mapValues { _ in "stolen" }, languages: [.fr])
        for browser in [BrowserContext(), wrong] {
            let page = try #require(try await bench.callback(started, browser: browser).errorPage)
            #expect(page.code == "wrong_browser" && page.status == 403)
        }
        #expect(bench.script.now.resumed == 0)
        #expect(try await bench.callback(started).query["code"] != nil, "the right one can still go on")
    }

    @Test func aCallbackWithAnotherStateIsUnknown() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        for state in ["\(started.id).guess", "x", ".", String(repeating: "x", count: 400)] {
            let forged = BrokerBench.Started(browser: started.browser, state: state)
            #expect(try await bench.callback(forged).errorPage?.code == "unknown_transaction")
        }
        let none = await bench.broker.callback(
            method: "toy",
            try RequestParameters(decoding: ""),
            browser: started.browser
        )
        #expect(none.errorPage?.code == "bad_request")
        #expect(bench.script.now.resumed == 0)
    }

    @Test func aCallbackOfAnotherMethodIsUnknown() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        let parameters = try BrokerBench.parameters(["state": started.state])
        let answer = await bench.broker.callback(method: "small", parameters, browser: started.browser)
        #expect(answer.errorPage?.code == "unknown_transaction")
    }

    @Test func theBackButtonAfterTheEnd() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        _ = try await bench.callback(started)
        // The cookie's time is over.
        #expect(try await bench.callback(started, browser: BrowserContext()).errorPage?.code == "already_answered")
        let shown = await bench.broker.show(transaction: started.id, browser: BrowserContext())
        #expect(shown.errorPage?.code == "already_answered")
        #expect(shown.errorPage?.page.returnURL == "https://shop.example/" && shown.errorPage?.status == 409)
    }

    @Test func aTransactionEndsInTime() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        bench.clock.advance(by: 600)
        let late = try #require(try await bench.callback(started).errorPage)
        #expect(late.code == "expired_transaction" && late.status == 410)
        #expect(late.page.returnURL == "https://shop.example/")
        bench.clock.advance(by: 600)
        #expect(try await bench.callback(started).errorPage?.code == "unknown_transaction")
    }

    @Test func aRestartLosesNothing() async throws {
        let first = try BrokerBench()
        let started = try await first.start()
        let second = try BrokerBench(
            store: first.store,
            clock: first.clock,
            script: first.script,
            signingKeys: [first.signingKey]
        )
        let code = try #require(try await second.callback(started).query["code"])
        let third = try BrokerBench(store: first.store, clock: first.clock, signingKeys: [first.signingKey])
        let tokens = try await third.redeem(code)
        #expect(try await first.userInfo(tokens)["name"]?.string == "Ada Lovelace")
    }

    @Test(arguments: MethodError.Code.all)
    func failuresOfAMethodReachTheClient(_ code: MethodError.Code) async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.result = .failure(MethodError(code, "why")) }
        let answer = try await bench.callback(bench.start())
        let entry = ErrorCatalogue.entry(for: code)
        #expect(try answer.query["error"] == entry.clientError)
        #expect(try answer.query["error_description"] == entry.clientDescription)
        #expect(try answer.query["iss"] == BrokerBench.issuer)
        #expect(try answer.query["state"] == BrokerBench.request["state"])
        #expect(answer.cookie?.maxAge == 60)
    }

    @Test func aMethodThatCannotBeginIsReported() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.beginFailure = MethodError(.unavailable, "down") }
        #expect(try await bench.authorize().query["error"] == "temporarily_unavailable")
    }

    @Test func aLowerAssuranceThanAskedForFails() async throws {
        let bench = try BrokerBench()
        var person = BrokerBench.person(bench.clock)
        person.assurance = .substantial
        let less = person
        bench.script.change { $0.result = .success(less) }
        let level = "http://eidas.europa.eu/LoA/high"
        let answer = try await bench.callback(bench.start(["acr_values": level]))
        #expect(try answer.query["error"] == "unmet_authentication_requirements")
        #expect(bench.script.now.requests.last?.assurance == .high)
    }

    @Test func theRegistrationsAssuranceHoldsToo() async throws {
        let bench = try BrokerBench(clients: [BrokerBench.shop { $0.minimumAssurance = .high }])
        var person = BrokerBench.person(bench.clock)
        person.assurance = .low
        let less = person
        bench.script.change { $0.result = .success(less) }
        let answer = try await bench.callback(bench.start(["acr_values": "http://eidas.europa.eu/LoA/low"]))
        #expect(try answer.query["error"] == "unmet_authentication_requirements")
    }

    @Test func anotherPersonThanNamedGetsNoCode() async throws {
        let bench = try BrokerBench()
        let claims = #"{"id_token":{"sub":{"value":"somebody"}}}"#
        #expect(try await bench.callback(bench.start(["claims": claims])).query["error"] == "login_required")
        let subject = try #require(bench.idToken(await redeem(bench))["sub"]?.string)
        let right = #"{"id_token":{"sub":{"value":"\#(subject)"}}}"#
        #expect(try await bench.callback(bench.start(["claims": right])).query["code"] != nil)
    }

    @Test func anOldAuthenticationIsRefusedWhereMaxAgeSaysSo() async throws {
        let bench = try BrokerBench()
        bench.clock.advance(by: 3600)
        #expect(try await bench.callback(bench.start(["max_age": "60"])).query["error"] == "login_required")
        #expect(try await bench.callback(bench.start()).query["code"] != nil)
    }

    @Test func nothingPersonalIsLogged() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start(["login_hint": "32470123456", "scope": "openid profile email"])
        let code = try #require(try await bench.callback(started).query["code"])
        let tokens = try await bench.redeem(code)
        _ = try await bench.userInfo(tokens)
        _ = try await bench.redeem(code)
        bench.script.change {
            $0.result = .failure(MethodError(.untrusted, "bad", underlying: Telltale(text: "ada@example.org")))
        }
        _ = try await bench.callback(bench.start())
        let access = try #require(tokens.json["access_token"]?.string)
        for secret in ["Ada", "ada@", "32470123456", code, access, started.state, BrokerBench.secret, "n-1"] {
            #expect(!bench.log.text.contains(secret))
        }
        #expect(bench.log.text.contains(started.id) && bench.log.text.contains("untrusted"))
    }

    private struct Telltale: Error { let text: String }
}
