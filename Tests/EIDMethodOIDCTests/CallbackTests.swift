import EIDJSON
import EIDMethod
import EIDMethodOIDC
import Testing

@Suite struct CallbackTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        bench.tokenAnswer(try bench.signed(bench.claims()))
    }

    @Test func aGoodCallbackIsRedeemed() async throws {
        let tokens = try await bench.redeem()
        #expect(tokens.subject == "subject-1")
        #expect(tokens.idTokenClaims["nonce"]?.string == "nonce-1")
        #expect(tokens.accessToken.reveal() == "access-1")
        #expect(tokens.expiresIn == 3600)
    }

    @Test func anotherStateIsRefused() async {
        await expectRefusal(.untrusted, "state") { try await bench.redeem([("code", "code-1"), ("state", "state-2")]) }
    }

    @Test func aMissingStateIsRefused() async {
        await expectRefusal(.untrusted, "state") { try await bench.redeem([("code", "code-1")]) }
    }

    @Test func aStateThatOnlyLooksAlikeIsRefused() async throws {
        let callback = try Bench.callback([("code", "c"), ("state", "e\u{301}")])
        await expectRefusal(.untrusted, "state") {
            try await bench.oidc.redeem(callback, state: "\u{E9}", binding: bench.binding)
        }
    }

    @Test func doubledParametersAreRefused() {
        let fields = [FormField(name: "state", value: "a"), FormField(name: "state", value: "a")]
        #expect(CallbackParameters(fields) == nil)
    }

    @Test func anotherIssuerIsRefused() async {
        await expectRefusal(.untrusted, "another issuer") {
            try await bench.redeem([("code", "code-1"), ("state", Bench.state), ("iss", "https://evil.example")])
        }
    }

    @Test func anUnannouncedRightIssuerIsAccepted() async throws {
        _ = try await bench.redeem([("code", "code-1"), ("state", Bench.state), ("iss", Bench.issuer)])
    }

    @Test func aMissingIssuerThatWasAnnouncedIsRefused() async {
        bench.upstream.answer(
            "/v2/.well-known/openid-configuration",
            json: Bench.discovery { $0["authorization_response_iss_parameter_supported"] = true }
        )
        await expectRefusal(.untrusted, "names no issuer") { try await bench.redeem() }
    }

    @Test func aBindingToAnotherIssuerIsRefused() async throws {
        let other = AuthorizationBinding(
            nonce: "nonce-1",
            codeVerifier: bench.binding.codeVerifier,
            redirectURI: bench.binding.redirectURI,
            issuer: "https://other.example"
        )
        let callback = try Bench.callback([("code", "code-1"), ("state", Bench.state)])
        await expectRefusal(.untrusted, "began with another issuer") {
            try await bench.oidc.redeem(callback, state: Bench.state, binding: other)
        }
    }

    @Test func aMissingCodeIsRefused() async {
        await expectRefusal(.untrusted, "no code") { try await bench.redeem([("state", Bench.state)]) }
    }

    @Test(arguments: ["", "a\u{7}b", "a\nb", "\u{E9}", String(repeating: "a", count: 2049)])
    func anUnusableCodeIsRefused(_ code: String) async {
        await expectRefusal(.untrusted, "code is empty, too long") {
            try await bench.redeem([("code", code), ("state", Bench.state)])
        }
        #expect(bench.upstream.requests(to: "/v2/token").isEmpty)
    }

    @Test(arguments: [
        ("access_denied", MethodError.Code.declined), ("temporarily_unavailable", .unavailable),
        ("temporary_unavailable", .unavailable), ("server_error", .unavailable), ("invalid_scope", .misconfigured),
        ("login_required", .misconfigured), ("request_not_supported", .misconfigured),
    ])
    func errorsHaveTheirMeaning(_ error: String, _ code: MethodError.Code) async {
        await expectRefusal(code, error) { try await bench.redeem([("error", error), ("state", Bench.state)]) }
    }

    @Test func anErrorWithoutTheStateIsNotBelieved() async {
        await expectRefusal(.untrusted, "state") { try await bench.redeem([("error", "access_denied")]) }
    }

    @Test func aPluginsOwnErrorsComeFirst() async throws {
        let bench = try Bench { registration, _ in
            registration.errors = UpstreamErrorTable(["access_denied": .cancelled, "blocked": .refused])
        }
        await expectRefusal(.cancelled, "access_denied") {
            try await bench.redeem([("error", "access_denied"), ("state", Bench.state)])
        }
        await expectRefusal(.refused, "blocked") {
            try await bench.redeem([("error", "blocked"), ("state", Bench.state)])
        }
    }

    /// A browser can bring any: neither a copy in the log nor an alarm about the operator's settings.
    @Test(arguments: [
        "anything", "", "ACCESS_DENIED", "invalid_scope\u{200B}", "x outcome=ok", "lotte.verbrugge@example.org",
    ])
    func anUndocumentedErrorIsNeitherNamedNorBlamedOnTheOperator(_ error: String) async throws {
        let failure = await #expect(throws: MethodError.self) {
            try await bench.redeem([("error", error), ("state", Bench.state)])
        }
        #expect(failure?.code == .untrusted)
        #expect(failure?.detail == "the callback reports an error code that is not documented")
    }

    @Test func anErrorThatTheMethodDocumentsIsNamed() async throws {
        let bench = try Bench { registration, _ in
            registration.errors = UpstreamErrorTable(["blocked_by_bank": .refused])
        }
        let failure = await #expect(throws: MethodError.self) {
            try await bench.redeem([("error", "blocked_by_bank"), ("state", Bench.state)])
        }
        #expect(failure?.detail == "the callback reports blocked_by_bank")
    }

    @Test(arguments: ["access_denied", "invalid_request"])
    func whatTheBrowserSaysAboutAnErrorIsNotRepeated(_ error: String) async throws {
        let failure = await #expect(throws: MethodError.self) {
            try await bench.redeem([
                ("error", error), ("error_description", "Lotte Verbrugge refused"), ("state", Bench.state),
            ])
        }
        #expect(failure?.detail == "the callback reports \(error)")
    }
}
