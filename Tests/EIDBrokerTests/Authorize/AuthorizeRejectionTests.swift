import EIDBroker
import EIDMethod
import Testing

/// One case per thing refused at the authorization endpoint.
struct Rejection: Sendable, CustomStringConvertible {
    let description: String
    let changes: [String: String?]
    let expected: String

    init(_ description: String, _ changes: [String: String?], _ expected: String) {
        self.description = description
        self.changes = changes
        self.expected = expected
    }
}

@Suite struct AuthorizeRejectionTests {
    /// No redirect target is proven: a page, never a redirect (security requirement 1).
    @Test(arguments: [
        Rejection("no client", ["client_id": nil], "unknown_client"),
        Rejection("a client that is not registered", ["client_id": "nobody"], "unknown_client"),
        Rejection("a client that is only equivalent", ["client_id": "shop\u{200B}"], "unknown_client"),
        Rejection("no redirect URI", ["redirect_uri": nil], "bad_redirect_uri"),
        Rejection("another path", ["redirect_uri": "https://shop.example/cb/"], "bad_redirect_uri"),
        Rejection("an added query", ["redirect_uri": "https://shop.example/cb?x"], "bad_redirect_uri"),
        Rejection("another case", ["redirect_uri": "https://SHOP.example/cb"], "bad_redirect_uri"),
        Rejection("an added port", ["redirect_uri": "https://shop.example:443/cb"], "bad_redirect_uri"),
        Rejection("another client's URI", ["redirect_uri": "https://bank.example/cb"], "bad_redirect_uri"),
    ])
    func showsAPage(for rejection: Rejection) async throws {
        let answer = try await BrokerBench().authorize(rejection.changes)
        #expect(answer.errorPage?.code == rejection.expected)
        #expect(answer.errorPage?.status == 400)
        #expect(answer.cookie == nil)
    }

    /// What the client asked for comes before what the browser says, as on every other page.
    @Test(arguments: [
        Rejection("an unknown client", ["client_id": "nobody"], "fr"),
        Rejection("no client", ["client_id": nil], "fr"),
        Rejection("an unknown redirect URI", ["redirect_uri": "https://x/"], "fr"),
        Rejection("no redirect URI", ["redirect_uri": nil], "fr"),
        Rejection("languages that nobody here speaks", ["client_id": "nobody", "ui_locales": "xx"], "nl"),
        Rejection("no languages", ["client_id": "nobody", "ui_locales": nil], "nl"),
    ])
    func aPageSpeaksTheLanguageOfTheRequest(for rejection: Rejection) async throws {
        var fields = BrokerBench.request
        fields["ui_locales"] = "xx fr-BE de"
        for (name, value) in rejection.changes { fields[name] = value }
        let browser = BrowserContext(languages: [.nl])
        let answer = try await BrokerBench().broker.authorize(BrokerBench.parameters(fields), browser: browser)
        #expect(answer.errorPage?.page.language.rawValue == rejection.expected)
    }

    @Test(arguments: [
        Rejection("no response type", ["response_type": nil], "invalid_request"),
        Rejection("implicit", ["response_type": "id_token token"], "unsupported_response_type"),
        Rejection("hybrid", ["response_type": "code id_token"], "unsupported_response_type"),
        Rejection("answers in a fragment", ["response_mode": "fragment"], "invalid_request"),
        Rejection("answers in a mode of another case", ["response_mode": "FORM_POST"], "invalid_request"),
        Rejection("a request object", ["request": "e30.e30."], "request_not_supported"),
        Rejection("a request URI", ["request_uri": "https://evil.example/"], "request_uri_not_supported"),
        Rejection("a registration", ["registration": "{}"], "registration_not_supported"),
        Rejection("no scope", ["scope": nil], "invalid_scope"),
        Rejection("a scope without openid", ["scope": "profile"], "invalid_scope"),
        Rejection("no PKCE", ["code_challenge": nil, "code_challenge_method": nil], "invalid_request"),
        Rejection("PKCE method without challenge", ["code_challenge": nil], "invalid_request"),
        Rejection("PKCE plain", ["code_challenge_method": "plain"], "invalid_request"),
        Rejection("PKCE without method", ["code_challenge_method": nil], "invalid_request"),
        Rejection("a short challenge", ["code_challenge": "abc"], "invalid_request"),
        Rejection("a padded challenge", ["code_challenge": BrokerBench.challenge + "="], "invalid_request"),
        Rejection(
            "a challenge that is no base64url",
            ["code_challenge": String(repeating: "+", count: 43)],
            "invalid_request"
        ),
        Rejection("prompt none", ["prompt": "none"], "login_required"),
        Rejection("prompt none beside login", ["prompt": "none login"], "invalid_request"),
        Rejection("an unknown prompt", ["prompt": "create"], "invalid_request"),
        Rejection("a negative max_age", ["max_age": "-1"], "invalid_request"),
        Rejection("a max_age beyond numbers", ["max_age": "99999999999999999999"], "invalid_request"),
        Rejection("a very long state", ["state": String(repeating: "s", count: 2049)], "invalid_request"),
        Rejection("a very long nonce", ["nonce": String(repeating: "n", count: 513)], "invalid_request"),
        Rejection("a very long hint", ["login_hint": String(repeating: "h", count: 257)], "invalid_request"),
        Rejection("a hint that is no token", ["id_token_hint": "x"], "invalid_request"),
        Rejection("claims that are no JSON", ["claims": "{"], "invalid_request"),
        Rejection("claims with a name twice", ["claims": #"{"userinfo":{},"userinfo":{}}"#], "invalid_request"),
        Rejection("claims of the wrong type", ["claims": #"{"userinfo":[]}"#], "invalid_request"),
        Rejection("a claim of the wrong type", ["claims": #"{"userinfo":{"name":true}}"#], "invalid_request"),
        Rejection(
            "very deep claims",
            ["claims": #"{"userinfo":{"name":{"a":{"a":{"a":{"a":{}}}}}}}"#],
            "invalid_request"
        ),
        Rejection("an unknown type", ["acr_values": "type:divination"], "invalid_request"),
        Rejection("signing", ["acr_values": "type:signing"], "invalid_request"),
        Rejection("a misspelt level", ["acr_values": "http://eidas.europa.eu/LoA/hgih"], "invalid_request"),
        Rejection("a level in other letters", ["acr_values": "http://eidas.europa.eu/LoA/High"], "invalid_request"),
        Rejection("two types", ["acr_values": "type:verification type:authentication"], "invalid_request"),
        Rejection("attributes of an authentication", ["acr_values": "type:authentication"], "invalid_request"),
        Rejection("an unknown method", ["acr_values": "method:nobody"], "invalid_request"),
        Rejection("a method of other clients", ["acr_values": "method:small"], "invalid_request"),
        Rejection(
            "an essential level that nobody knows",
            ["claims": #"{"id_token":{"acr":{"essential":true,"value":"gold"}}}"#],
            "unmet_authentication_requirements"
        ),
        Rejection(
            "subjects that contradict each other",
            ["claims": #"{"id_token":{"sub":{"value":"a"}},"userinfo":{"sub":{"values":["b","c"]}}}"#],
            "invalid_request"
        ),
        Rejection(
            "a subject without a name",
            ["claims": #"{"id_token":{"sub":{"values":[]}}}"#],
            "invalid_request"
        ),
        Rejection(
            "an essential level below the one demanded beside it",
            [
                "claims": #"{"id_token":{"acr":{"essential":true,"value":"http://eidas.europa.eu/LoA/low"}}}"#,
                "acr_values": "http://eidas.europa.eu/LoA/high",
            ],
            "unmet_authentication_requirements"
        ),
        Rejection(
            "a special attribute without justification",
            ["claims": #"{"userinfo":{"nationality":null}}"#],
            "invalid_request"
        ),
    ])
    func reportsToTheClient(_ rejection: Rejection) async throws {
        let bench = try BrokerBench()
        let answer = try await bench.authorize(rejection.changes)
        let query = try answer.query
        #expect(answer.location?.hasPrefix("https://shop.example/cb?") == true)
        #expect(query["error"] == rejection.expected)
        #expect(query["code"] == nil)
        // Security requirement 4: `iss` and the state, byte for byte.
        #expect(query["iss"] == BrokerBench.issuer)
        let sent = rejection.changes["state"] ?? BrokerBench.request["state"]
        #expect(query["state"].map { Array($0.utf8) } == sent.map { Array($0.utf8) })
        let description = try #require(query["error_description"])
        #expect(description.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C })
        #expect(bench.script.now.requests.isEmpty, "no method heard of it")
    }

    @Test func namesTheSpecialAttributeThatIsRefused() async throws {
        let answer = try await BrokerBench().authorize(["claims": #"{"id_token":{"eid_card_number":null}}"#])
        #expect(try answer.query["error_description"]?.contains("eid_card_number") == true)
    }

    @Test func aTypeTheClientIsNotRegisteredFor() async throws {
        let bench = try BrokerBench(clients: [BrokerBench.shop { $0.types = [.authentication] }])
        #expect(try await bench.authorize().query["error"] == "unauthorized_client")
    }

    @Test func anAssuranceThatNoMethodReaches() async throws {
        let bench = try BrokerBench(clients: [BrokerBench.shop { $0.methods = ["small"] }])
        let answer = try await bench.authorize(["acr_values": "http://eidas.europa.eu/LoA/high"])
        #expect(try answer.query["error"] == "unmet_authentication_requirements")
    }

    @Test func theExemptClientMayLeaveOutPKCE() async throws {
        let bench = try BrokerBench(clients: [BrokerBench.shop { $0.pkceExempt = true }])
        let code = try await bench.code(["code_challenge": nil, "code_challenge_method": nil])
        #expect(try await bench.redeem(code, ["code_verifier": nil]).status == 200)
        // RFC 9700 §4.8.2
        let other = try await bench.code(["code_challenge": nil, "code_challenge_method": nil])
        #expect(try await bench.redeem(other).error == "invalid_grant", "a verifier without a challenge")
    }

    @Test func aRedirectURIWithAQueryKeepsIt() async throws {
        let answer = try await BrokerBench().authorize(
            ["redirect_uri": "https://shop.example/other?x=1", "prompt": "none"]
        )
        #expect(answer.location?.hasPrefix("https://shop.example/other?x=1&error=login_required&") == true)
    }

    @Test func unknownParametersAreIgnored() async throws {
        let answer = try await BrokerBench().authorize(["foo": "bar", "scope": "openid martian"])
        #expect(answer.location?.hasPrefix("https://upstream.example/") == true)
    }
}
