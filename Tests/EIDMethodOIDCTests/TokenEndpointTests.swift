import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

@Suite struct TokenEndpointTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        bench.tokenAnswer(try bench.signed(bench.claims()))
    }

    @Test func theCodeIsRedeemedWithItsVerifierAndRedirect() async throws {
        _ = try await bench.redeem()
        let form = try bench.tokenForm()
        #expect(form["grant_type"] == "authorization_code")
        #expect(form["code"] == "code-1")
        #expect(form["redirect_uri"] == Bench.redirect)
        #expect(form["code_verifier"] == bench.binding.codeVerifier)
        #expect(form["client_id"] == "client-1")
        #expect(form["client_secret"] == nil)
        #expect(form["state"] == nil)
        let request = try #require(bench.upstream.requests(to: "/v2/token").first)
        #expect(request.verb == .post)
        #expect(request.url.query == nil)
    }

    @Test func theAssertionIsOursForTheEndpointOnceAndForMinutes() async throws {
        var ids: Set<String> = []
        for _ in 0..<3 {
            _ = try await bench.redeem()
            let form = try bench.tokenForm()
            #expect(form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            let half = try #require(bench.keys.client.publicHalf)
            let token = try #require(form["client_assertion"])
            let verified = try JWSVerifier(keys: [half], algorithms: [.es256]).verify(token)
            #expect(verified.header.keyID == "c1")
            let claims = try JSONValue.parse(verified.payload)
            #expect(claims["iss"]?.string == "client-1")
            #expect(claims["sub"]?.string == "client-1")
            #expect(claims["aud"]?.string == "https://op.example/v2/token")
            #expect(claims["iat"]?.integer == Int64(bench.clock.now))
            #expect(claims["exp"]?.integer == Int64(bench.clock.now + 300))
            ids.insert(try claims.requireString("jti"))
        }
        #expect(ids.count == 3)
    }

    @Test func anAssertionNeverLivesLongerThanFiveMinutes() async throws {
        let bench = try Bench { registration, _ in
            registration.assertionLifetime = 86_400
            registration.assertionAudience = "https://op.example/other"
        }
        bench.tokenAnswer(try bench.signed(bench.claims()))
        _ = try await bench.redeem()
        let token = try #require(try bench.tokenForm()["client_assertion"])
        let payload = try #require(token.split(separator: ".").dropFirst().first.flatMap { Base64URL.decode($0) })
        let claims = try JSONValue.parse(payload)
        #expect(claims["exp"]?.integer == Int64(bench.clock.now + 300))
        #expect(claims["aud"]?.string == "https://op.example/other")
    }

    @Test func aSecretGoesIntoTheBodyAndNowhereElse() async throws {
        let bench = try Bench { registration, _ in
            registration.clientAuthentication = .clientSecretPost(Secret("s&cr=t +%"))
        }
        bench.tokenAnswer(try bench.signed(bench.claims()))
        _ = try await bench.redeem()
        let form = try bench.tokenForm()
        #expect(form["client_secret"] == "s&cr=t +%")
        #expect(form["client_assertion"] == nil)
        let request = try #require(bench.upstream.requests(to: "/v2/token").first)
        #expect(request.headers.allSatisfy { $0.name != "Authorization" })
    }

    @Test func aKeyThatCannotSignIsAConfigurationError() async throws {
        let bench = try Bench { registration, keys in
            registration.clientAuthentication = .privateKeyJWT(key: keys.entry(for: .encryption), algorithm: .rs256)
        }
        await expectRefusal(.misconfigured, "cannot be signed") { try await bench.redeem() }
    }

    @Test(arguments: [
        ("invalid_grant", MethodError.Code.expired), ("invalid_client", .misconfigured),
        ("unauthorized_client", .misconfigured), ("server_error", .unavailable), ("access_denied", .declined),
    ])
    func errorsHaveTheirMeaning(_ error: String, _ code: MethodError.Code) async {
        bench.upstream.answer("/v2/token", json: ["error": .string(error)], status: 400)
        await expectRefusal(code, error) { try await bench.redeem() }
    }

    @Test(arguments: ["error_description", "detail"])
    func theReasonReachesTheOperator(_ member: String) async {
        var answer: JSON = ["error": "invalid_client"]
        answer[member] = "The secret is wrong."
        bench.upstream.answer("/v2/token", json: answer, status: 400)
        await expectRefusal(.misconfigured, "The secret is wrong.") { try await bench.redeem() }
    }

    @Test(arguments: [500, 502, 503, 429])
    func anUpstreamInTroubleIsUnavailable(_ status: Int) async {
        bench.upstream.answer("/v2/token", text: "<html>", status: status)
        await expectRefusal(.unavailable, "answers \(status)") { try await bench.redeem() }
    }

    @Test func anErrorWithoutACodeIsAConfigurationError() async {
        bench.upstream.answer("/v2/token", text: "<html>", status: 403)
        await expectRefusal(.misconfigured, "without an error code") { try await bench.redeem() }
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func aRedirectIsNotFollowed(_ status: Int) async {
        let headers = [(name: "Location", value: "https://op.example/v2/token2")]
        bench.upstream.answer("/v2/token", .response(HTTPResponse(status: status, headers: headers)))
        await expectRefusal(.untrusted, "redirect") { try await bench.redeem() }
        #expect(bench.upstream.requests(to: "/v2/token2").isEmpty)
    }

    @Test func aTimeoutIsUnavailable() async {
        bench.upstream.answer("/v2/token", .failure(HTTPFailure(.timedOut, "no answer")))
        await expectRefusal(.unavailable, "timedOut") { try await bench.redeem() }
    }

    @Test(arguments: [HTTPFailure.Code.forbidden, .unreachable, .timedOut, .tooLarge])
    func whyThereIsNoAnswerIsToldInTheDetail(_ code: HTTPFailure.Code) async {
        bench.upstream.answer("/v2/token", .failure(HTTPFailure(code, "https://op.example/?code=SECRET")))
        let error = await #expect(throws: MethodError.self) { try await bench.redeem() }
        #expect(error?.detail == "the token endpoint gives no answer: \(code.rawValue)")
    }

    @Test(arguments: [
        "invalid_client", "invalid_request", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
    ])
    func whatIsSaidAboutTheClientIsRepeatedWithoutBreakingTheLog(_ error: String) async {
        bench.upstream.answer(
            "/v2/token",
            json: ["error": .string(error), "error_description": "a\nb\"c"],
            status: 400
        )
        await expectRefusal(.misconfigured, "\(error) (a?b?c)") { try await bench.redeem() }
    }

    @Test(arguments: ["error_description", "detail"], ["invalid_grant", "access_denied", "anything"])
    func whatMayBeAboutAPersonIsNotRepeated(_ member: String, _ error: String) async {
        bench.upstream.answer(
            "/v2/token",
            json: JSON.object([("error", .string(error)), (member, "Lotte Verbrugge refused")]),
            status: 400
        )
        let failure = await #expect(throws: MethodError.self) { try await bench.redeem() }
        #expect(failure?.detail == "the token endpoint reports \(error)")
    }

    @Test func anUpstreamThatNeverAnswersIsGivenUp() async throws {
        let bench = try Bench { registration, _ in registration.limits.token.time = .milliseconds(10) }
        bench.upstream.answer("/v2/token", .never)
        await expectRefusal(.unavailable, "timedOut") { try await bench.redeem() }
    }

    @Test func anOversizedAnswerIsRefused() async {
        bench.upstream.answer("/v2/token", text: String(repeating: "a", count: 512 * 1024 + 1))
        await expectRefusal(.untrusted, "tooLarge") { try await bench.redeem() }
    }

    @Test(arguments: ["access_token", "token_type", "id_token"])
    func aMissingMemberIsRefused(_ member: String) async throws {
        bench.tokenAnswer(try bench.signed(bench.claims())) { $0[member] = nil }
        await expectRefusal(.untrusted, "without what it must") { try await bench.redeem() }
    }

    @Test func anotherKindOfTokenIsRefused() async throws {
        bench.tokenAnswer(try bench.signed(bench.claims())) { $0["token_type"] = "DPoP" }
        await expectRefusal(.untrusted, "another kind of token") { try await bench.redeem() }
    }

    @Test func theKindOfTokenHasNoCase() async throws {
        bench.tokenAnswer(try bench.signed(bench.claims())) { $0["token_type"] = "bEARER" }
        _ = try await bench.redeem()
    }

    @Test(arguments: ["", "a b", "a\r\nHost: b", "\u{E9}"])
    func anAccessTokenThatWouldBreakAHeaderIsRefused(_ token: String) async throws {
        bench.tokenAnswer(try bench.signed(bench.claims())) { $0["access_token"] = .string(token) }
        await expectRefusal(.untrusted, "no header can carry") { try await bench.redeem() }
    }

    @Test(arguments: [
        #"{"access_token":"a","access_token":"b","token_type":"Bearer","id_token":"x"}"#, "[]", "", "null", "{",
    ])
    func anAnswerThatIsNoProperObjectIsRefused(_ body: String) async {
        bench.upstream.answer("/v2/token", text: body)
        await expectRefusal(.untrusted, "does not answer with a JSON object") { try await bench.redeem() }
    }
}
