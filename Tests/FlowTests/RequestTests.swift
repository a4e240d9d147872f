import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import EIDSimulator
import FlowDriver
import FoundationEssentials
import Testing

/// What a client may ask for, and how it reaches the upstream, by whole sign-ins.
@Suite struct RequestTests {
    private static let level = "http://eidas.europa.eu/LoA/"
    private static let advanced = "http://itsme.services/v2/claim/acr_advanced"

    @Test func aSharedSecretServesAsWellAsAKeyPair() async throws {
        try await FlowStack.with(edit: FlowStack.usesClientSecret) { stack in try await stack.expectHealth() }
    }

    @Test(arguments: ["idToken", "userInfo", "scopes"])
    func claimsArriveWhereverTheyAreAskedFor(_ place: String) async throws {
        try await FlowStack.with(edit: FlowStack.withMethodSettings("requestClaimsIn: \(place)")) { stack in
            try await stack.expectHealth()
        }
    }

    @Test func requestObjectsAreSignedAndEncrypted() async throws {
        try await FlowStack.with(edit: FlowStack.withMethodSettings("requestObject: signedAndEncrypted")) { stack in
            try await stack.expectHealth()
            let received = try #require(await stack.authorizationRequest())
            #expect(received.contains("\"request\""))
            #expect(!received.contains("\"claims\""), "what is asked for must not stand beside the request object")
        }
    }

    @Test func highAssuranceIsAskedForAndReached() async throws {
        try await FlowStack.with { stack in
            let result = try await stack.signIn(
                scope: "openid profile",
                as: "lotte",
                [("acr_values", Self.level + "high")]
            )
            #expect(result.claims["acr"]?.string == Self.level + "high")
            #expect(try await #require(stack.authorizationRequest()).contains(Self.advanced))
        }
    }

    @Test func withoutWishesTheAssuranceIsSubstantial() async throws {
        try await FlowStack.with { stack in
            let result = try await stack.signIn(scope: "openid profile", as: "lotte")
            #expect(result.claims["acr"]?.string == Self.level + "substantial")
        }
    }

    @Test func highAssuranceThatIsNotReachedIsRefused() async throws {
        try await FlowStack.with { stack in
            var settings = await stack.simulator.configuration
            settings.omitsAuthenticationContext = true
            await stack.simulator.reconfigure(settings)
            let client = TestClient(stack: stack)
            let page = try await stack.walk(
                client,
                scope: "openid profile",
                as: "lotte",
                in: nil,
                [("acr_values", Self.level + "high")]
            )
            stack.expect(.insufficientAssurance, on: page, for: client)
            settings.omitsAuthenticationContext = false
            await stack.simulator.reconfigure(settings)
            try await stack.expectHealth()
        }
    }

    @Test(arguments: [("nl", "nl"), ("fr", "fr"), ("de", "de"), ("en", "en"), ("it de", "de")])
    func theLanguageReachesTheUpstream(_ asked: String, _ shown: String) async throws {
        try await FlowStack.with { stack in
            let (_, _, page) = try await stack.reachUpstream([("ui_locales", asked)])
            #expect(page.body.contains("<html lang=\"\(shown)\""))
        }
    }

    @Test func aHintAboutThePersonIsTakenAndReachesNobody() async throws {
        try await FlowStack.with { stack in
            let client = TestClient(stack: stack)
            let hint = "+32470000001"
            let page = try await stack.walk(
                client,
                scope: "openid profile",
                as: "lotte",
                in: nil,
                [("login_hint", hint)]
            )
            _ = try await client.complete(page)
            #expect(try await !#require(stack.authorizationRequest()).contains("470000001"))
            try await stack.expectSilence()
        }
    }

    @Test func aSpecialAttributeWithoutJustificationIsRefusedAtOnce() async throws {
        try await refuses("invalid_request", scope: "openid", [("claims", #"{"userinfo":{"nationality":null}}"#)])
    }

    @Test func aPictureWithoutJustificationIsRefusedAtOnce() async throws {
        try await refuses("invalid_request", scope: "openid", [("claims", #"{"id_token":{"picture":null}}"#)])
    }

    @Test func anAuthenticationWithAttributesIsRefused() async throws {
        try await refuses("invalid_request", scope: "openid profile", [("acr_values", "type:authentication")])
        let claims = #"{"userinfo":{"email":null}}"#
        try await refuses(
            "invalid_request",
            scope: "openid",
            [("acr_values", "type:authentication"), ("claims", claims)]
        )
    }

    @Test func aMethodThatIsNotThereIsRefused() async throws {
        try await refuses("invalid_request", scope: "openid", [("acr_values", "method:nothing")])
    }

    @Test func aSilentSignInIsRefused() async throws {
        try await refuses("login_required", scope: "openid", [("prompt", "none")])
    }

    @Test func aRequestObjectFromAClientIsRefused() async throws {
        try await refuses("request_not_supported", scope: "openid", [("request", "e30.e30.e30")])
        let address = "https://shop.example/request"
        try await refuses("request_uri_not_supported", scope: "openid", [("request_uri", address)])
    }

    /// Refuses at request time: the upstream never hears of it.
    private func refuses(_ error: String, scope: String, _ extra: [(String, String)]) async throws {
        try await FlowStack.with { stack in
            let client = TestClient(stack: stack)
            let page = try await stack.walk(client, scope: scope, as: "lotte", in: nil, extra)
            #expect(page.url.absoluteString.hasPrefix(client.redirectURI))
            #expect(page.query("error") == error)
            #expect(page.query("state") == client.state)
            #expect(page.query("iss") == stack.issuer)
            #expect(page.query("code") == nil)
            #expect(await stack.simulator.control.actions().isEmpty)
        }
    }
}

extension FlowStack {
    /// The last authorization request as the upstream received it.
    func authorizationRequest() async -> String? {
        await simulator.control.traces().flatMap(\.entries).last {
            $0.kind == .received && $0.text == "authorization request"
        }?.detail?.text
    }
}
