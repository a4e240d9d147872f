import EIDJOSE
import EIDJSON
import EIDSimulator
import Testing

@testable import EIDItsmeSimulator

/// Everything that §6, §7 and §10 have against an authorization request.
@Suite struct AuthorizationRefusalTests {
    @Test func aCorrectRequestLeadsToThePage() async throws {
        let bench = try PartnerBench()
        let answer = await bench.authorize()
        #expect(answer.status == 302)
        #expect(answer.header("Location")?.hasPrefix("https://sim.example/session/") == true)
    }

    @Test(
        arguments: [
            (["client_id": nil], "Missing"), (["client_id": "Nobody"], "unknown client_id"),
            (["redirect_uri": nil], "Missing"), (["redirect_uri": "https://broker.example/callback"], "exact string"),
            (["redirect_uri": PartnerBench.redirect + "&x=1"], "exact string"),
            (["redirect_uri": "https://BROKER.example/callback?via=itsme"], "exact string"),
        ] as [([String: String?], String)]
    )
    func whatNamesNoSafeWayBackIsShownOnThePage(_ changes: [String: String?], _ text: String) async throws {
        let answer = await (try PartnerBench()).authorize(changes)
        #expect(answer.status == 400)
        #expect(answer.header("Location") == nil)
        #expect(answer.text.contains("Oops!"))
        #expect(answer.text.contains("Code:400"))
        #expect(answer.text.contains(text))
    }

    @Test func aDoubledRedirectURIIsShownOnThePage() async throws {
        let bench = try PartnerBench()
        let answer = await bench.get(
            "/v2/authorization",
            bench.parameters() + [("redirect_uri", PartnerBench.redirect)]
        )
        #expect(answer.status == 400)
    }

    @Test func aMalformedQueryIsShownOnThePage() async throws {
        let bench = try PartnerBench()
        let answer = await bench.simulator.respond(
            to: SimulatorRequest(method: "GET", path: "/v2/authorization", query: "client_id=%zz")
        )
        #expect(answer.status == 400)
    }

    @Test func aClientOfTheOtherHostIsShownOnThePage() async throws {
        #expect(await (try PartnerBench()).authorize(client: PartnerBench.legacy).status == 400)
    }

    @Test(
        arguments: [
            (["response_type": nil], "invalid_request"),
            (["response_type": "code id_token"], "unsupported_response_type"),
            (["scope": nil], "invalid_scope"), (["scope": "service:IDENT"], "invalid_scope"),
            (["scope": "openid"], "invalid_scope"), (["scope": "openid service:NOPE"], "invalid_scope"),
            (["scope": "openid service:IDENT service:LOGIN"], "invalid_scope"),
            (["scope": "openid service:IDENT everything"], "invalid_scope"),
            (["display": "popup"], "unsupported_display"), (["prompt": "none"], "interaction_required"),
            (["prompt": "select_account"], "invalid_request"), (["registration": "{}"], "registration_not_supported"),
            (["code_challenge_method": "plain"], "invalid_request"),
            (["code_challenge_method": nil], "invalid_request"),
            (["code_challenge": nil], "invalid_request"), (["code_challenge": "short"], "invalid_request"),
            (["code_challenge": PartnerBench.challenge + "="], "invalid_request"),
            (["claims": "{"], "invalid_request"), (["claims": "[]"], "invalid_request"),
            (["claims": #"{"id_token":{"name":1}}"#], "invalid_request"),
            (["claims": #"{"access_token":{"name":null}}"#], "invalid_request"),
            (["claims": #"{"id_token":{"name":null,"name":null}}"#], "invalid_request"),
            (["claims": nil], "invalid_request"), (["claims": #"{"id_token":{"sub":null}}"#], "invalid_request"),
            (["request": "a.b.c"], "invalid_request_object"), (["request": "a.b.c.d.e"], "invalid_request_object"),
            (["request_uri": "https://broker.example:443/r"], "invalid_request_uri"),
            (["request": "a.b.c", "request_uri": "https://broker.example:443/r"], "invalid_request"),
        ] as [([String: String?], String)]
    )
    func whatBreaksARuleIsSentBack(_ changes: [String: String?], _ error: String) async throws {
        #expect(await (try PartnerBench()).refusal(changes) == error)
    }

    @Test func anAuthenticationNeedsNoClaim() async throws {
        let answer = await (try PartnerBench()).authorize(["scope": "openid service:LOGIN", "claims": nil])
        #expect(answer.header("Location")?.contains("/session/") == true)
    }

    @Test func aDoubledParameterIsSentBack() async throws {
        let bench = try PartnerBench()
        let answer = await bench.get("/v2/authorization", bench.parameters() + [("nonce", "n-2")])
        #expect(PartnerBench.query(of: answer.header("Location"))?["error"] == "invalid_request")
    }

    @Test func aMissingChallengeIsSentBackWherePKCEIsEnforced() async throws {
        let bench = try PartnerBench { $0.clients[0].requiresPKCE = true }
        #expect(
            await bench.refusal(["code_challenge": nil, "code_challenge_method": nil]) == "invalid_request"
        )
    }

    @Test func aMissingChallengeIsFineWherePKCEIsNotEnforced() async throws {
        let answer = await (try PartnerBench()).authorize(["code_challenge": nil, "code_challenge_method": nil])
        #expect(answer.header("Location")?.contains("/session/") == true)
    }

    @Test func theRedirectURIOfAnotherServiceIsRefused() async throws {
        let bench = try PartnerBench { $0.clients[0].services[0].redirectURIs = ["https://broker.example/other"] }
        let answer = await bench.authorize()
        #expect(answer.status == 400)
        #expect(answer.header("Location") == nil)
        #expect(answer.text.contains("another service"))
    }

    @Test(
        arguments: [
            ["max_age": "1"], ["ui_locales": "xx pt-BR"], ["prompt": "login consent"], ["display": "page"],
            ["login_hint": "32+470000000"], ["login_hint": "%%%"], ["response_mode": "form_post"],
            ["id_token_hint": "x"], ["claims_locales": "nl"], ["acr_values": "urn:unknown"], ["anything": "else"],
        ] as [[String: String?]]
    )
    func whatItsmeDoesNotKnowIsIgnored(_ changes: [String: String?]) async throws {
        #expect(try await (try PartnerBench()).identify(changes)["name"]?.string == "Lotte Verbrugge")
    }

    @Test func unknownLanguagesAreIgnored() async throws {
        let bench = try PartnerBench()
        let id = try #require(
            await bench.authorize(["ui_locales": "xx"]).header("Location")?.split(separator: "/").last
        )
        #expect(await bench.get("/session/\(id)").text.contains("<html lang=\"en\">"))
    }

    @Test func theErrorPageOffersAnotherTry() async throws {
        let answer = await (try PartnerBench()).authorize(["client_id": "Nobody", "ui_locales": "fr"])
        #expect(answer.text.contains("<a href=\"\">Réessayer</a>"))
    }

    @Test func aPostIsNotAllowed() async throws {
        let bench = try PartnerBench()
        #expect(await bench.post("/v2/authorization", bench.parameters()).status == 405)
    }

    @Test func stateComesBackByteForByteWithAnError() async throws {
        let answer = await (try PartnerBench()).authorize(["prompt": "none"])
        #expect(PartnerBench.query(of: answer.header("Location"))?["state"] == "s +/%~é")
        // The registered URI has a query of its own, which stays.
        #expect(answer.header("Location")?.hasPrefix(PartnerBench.redirect + "&error=") == true)
    }

    @Test func theBrokenRuleIsNamed() async throws {
        let bench = try PartnerBench()
        let answer = await bench.authorize(["prompt": "none"])
        #expect(PartnerBench.query(of: answer.header("Location"))?["error_description"]?.contains("§10.3") == true)
        #expect(await bench.control.traces().last?.violations.first?.hasPrefix("§10.3") == true)
    }

    @Test func aLocalRedirectNeedsTheSwitch() {
        let refused = "http://localhost:8480/callback"
        var configuration = ItsmeSimulatorConfiguration(baseURL: "https://sim.example", clients: [], personas: [])
        #expect(configuration.redirectProblem(refused) != nil)
        configuration.allowsLocalRedirects = true
        #expect(configuration.redirectProblem(refused) == nil)
        #expect(configuration.redirectProblem("http://broker.example/callback") != nil)
        #expect(configuration.redirectProblem("myapp://callback") != nil)
        #expect(configuration.redirectProblem("https://broker.example/#x") != nil)
    }
}
