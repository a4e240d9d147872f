import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

@Suite struct AuthorizationURLTests {
    private let bench: Bench
    private let parameters: AuthorizationParameters

    init() throws {
        bench = try Bench()
        parameters = AuthorizationParameters(
            redirectURI: bench.binding.redirectURI,
            state: Bench.state,
            scopes: ["service:X", "profile"],
            acrValues: ["urn:a", "urn:b"],
            uiLocales: ["nl", "fr"],
            claims: ["id_token": ["name": nil]],
            prompt: "login",
            loginHint: "32+470000000 é",
            extra: [("display", "page")]
        )
    }

    private func query(_ bench: Bench, _ parameters: AuthorizationParameters) async throws -> [String: String] {
        let url = try await bench.oidc.authorizationURL(parameters, binding: bench.binding)
        return try Bench.form(try #require(url.absoluteString.split(separator: "?").last.map(String.init)))
    }

    @Test func everyParameterArrives() async throws {
        let query = try await query(bench, parameters)
        #expect(
            query == [
                "client_id": "client-1", "response_type": "code", "scope": "openid service:X profile",
                "redirect_uri": Bench.redirect, "state": Bench.state, "nonce": "nonce-1",
                "code_challenge": Base64URL.encode(SHA256.digest(bench.binding.codeVerifier)),
                "code_challenge_method": "S256", "acr_values": "urn:a urn:b", "ui_locales": "nl fr",
                "claims": #"{"id_token":{"name":null}}"#, "prompt": "login", "login_hint": "32+470000000 é",
                "display": "page",
            ]
        )
    }

    @Test func absentParametersStayAbsent() async throws {
        let plain = AuthorizationParameters(redirectURI: bench.binding.redirectURI, state: Bench.state)
        let names = Set(try await query(bench, plain).keys)
        #expect(
            names == [
                "client_id", "response_type", "scope", "redirect_uri", "state", "nonce", "code_challenge",
                "code_challenge_method",
            ]
        )
    }

    @Test func bindingsAreNeverTheSame() throws {
        let bindings = (0..<50).map { _ in bench.oidc.newBinding(redirectURI: bench.binding.redirectURI) }
        #expect(Set(bindings.map(\.nonce)).count == 50)
        #expect(Set(bindings.map(\.codeVerifier)).count == 50)
        // RFC 7636 §4.1 asks for 43 to 128 characters.
        #expect(bindings.allSatisfy { $0.codeVerifier.utf8.count == 43 })
        #expect(bindings.allSatisfy { $0.issuer == Bench.issuer })
    }

    @Test func aQueryOfTheEndpointIsKept() async throws {
        bench.upstream.answer(
            "/v2/.well-known/openid-configuration",
            json: Bench.discovery { $0["authorization_endpoint"] = "https://op.example/v2/authorize?tenant=7" }
        )
        let url = try await bench.oidc.authorizationURL(parameters, binding: bench.binding)
        #expect(url.absoluteString.hasPrefix("https://op.example/v2/authorize?tenant=7&client_id=client-1&"))
    }

    @Test(arguments: ["state", "client_id", "request", "request_uri", "response_mode", "code_challenge_method"])
    func anExtraParameterOfAStandardNameIsRefused(_ name: String) async {
        var parameters = parameters
        parameters.extra = [(name, "x")]
        await expectRefusal(.misconfigured, "name of another") {
            try await bench.oidc.authorizationURL(parameters, binding: bench.binding)
        }
    }

    @Test func anExtraParameterGivenTwiceIsRefused() async {
        var parameters = parameters
        parameters.extra = [("display", "page"), ("display", "popup")]
        await expectRefusal(.misconfigured, "name of another") {
            try await bench.oidc.authorizationURL(parameters, binding: bench.binding)
        }
    }

    @Test func anotherRedirectThanTheBindingsIsRefused() async throws {
        var parameters = parameters
        parameters.redirectURI = try #require(URL(string: "https://evil.example/"))
        await expectRefusal(.misconfigured, "redirect URI") {
            try await bench.oidc.authorizationURL(parameters, binding: bench.binding)
        }
    }

    @Test func anEmptyStateIsRefused() async {
        var parameters = parameters
        parameters.state = ""
        await expectRefusal(.misconfigured, "no state") {
            try await bench.oidc.authorizationURL(parameters, binding: bench.binding)
        }
    }
}
