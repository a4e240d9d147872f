import EIDJOSE
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

/// An upstream that publishes nothing: what was agreed on stands in the registration.
@Suite struct FixedUpstreamTests {
    private static let discovery = "/v2/.well-known/openid-configuration"

    private func bench(
        token: String = "https://op.example/v2/token",
        _ change: (inout UpstreamRegistration) -> Void = { _ in }
    ) throws -> Bench {
        let authorization = try #require(URL(string: "https://op.example/v2/elsewhere"))
        let token = try #require(URL(string: token))
        return try Bench { registration, keys in
            registration.endpoints = UpstreamEndpoints(authorization: authorization, token: token)
            registration.keys = keys.signing.publicHalf.flatMap { try? JWKSet(keys: [$0]) }
            change(&registration)
        }
    }

    @Test func nothingIsFetched() async throws {
        let bench = try bench()
        let parameters = AuthorizationParameters(redirectURI: bench.binding.redirectURI, state: Bench.state)
        let url = try await bench.oidc.authorizationURL(parameters, binding: bench.binding)
        #expect(url.path == "/v2/elsewhere")
        _ = try await bench.redeem { _ in }
        #expect(bench.upstream.requests(to: Self.discovery).isEmpty)
        #expect(bench.upstream.requests(to: "/jwks").isEmpty)
    }

    @Test func aKeyThatIsNotInTheRegistrationIsRefused() async throws {
        let bench = try bench()
        try bench.publish(bench.keys.signing, bench.keys.later)
        let token = try bench.signed(bench.claims(), by: bench.keys.later)
        await expectRefusal(.untrusted, "unknown key") { try await bench.redeem(idToken: token) }
        #expect(bench.upstream.requests(to: "/jwks").isEmpty)
    }

    @Test func anAddressWithoutTLSIsRefused() async throws {
        let bench = try bench(token: "http://op.example/v2/token")
        await expectRefusal(.misconfigured, "not an https URL") { try await bench.redeem { _ in } }
        #expect(bench.upstream.requests(to: "/v2/token").isEmpty)
    }

    @Test func keysThatAreNowhereAreRefused() async throws {
        let bench = try bench { $0.keys = nil }
        await expectRefusal(.misconfigured, "no address") { try await bench.redeem { _ in } }
    }

    @Test func anAnswerWithoutTheIssuerThatWasAgreedOnIsRefused() async throws {
        let bench = try bench { $0.endpoints?.announcesIssuer = true }
        await expectRefusal(.untrusted, "iss") { try await bench.redeem { _ in } }
    }

    @Test func claimsThatHaveNoPlaceAreRefused() async throws {
        let bench = try bench()
        let tokens = try await bench.redeem { _ in }
        await expectRefusal(.misconfigured, "") {
            try await bench.oidc.userInfo(tokens.accessToken, subject: "subject-1")
        }
    }
}
