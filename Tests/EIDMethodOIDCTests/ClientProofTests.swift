import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import Testing

/// One proof per request, and only the registered one.
@Suite struct ClientProofTests {
    private func redeemed(_ authentication: ClientAuthentication) async throws -> (HTTPRequest, [String: String]) {
        let bench = try Bench { registration, _ in registration.clientAuthentication = authentication }
        _ = try await bench.redeem(idToken: try bench.signed(bench.claims()))
        return (try #require(bench.upstream.requests(to: "/v2/token").last), try bench.tokenForm())
    }

    private func authorization(_ request: HTTPRequest) -> String? {
        request.headers.first { $0.name.lowercased() == "authorization" }?.value
    }

    @Test func basicCredentialsAreEncodedFirst() async throws {
        let (request, form) = try await redeemed(.clientSecretBasic(Secret("a:b c&d")))
        // client-1:a%3Ab%20c%26d
        #expect(authorization(request) == "Basic " + Base64.encode(Array("client-1:a%3Ab%20c%26d".utf8)))
        #expect(form["client_secret"] == nil)
        #expect(form["client_id"] == nil)
        #expect(form["client_assertion"] == nil)
    }

    @Test func aPostedSecretStandsInTheFormAlone() async throws {
        let (request, form) = try await redeemed(.clientSecretPost(Secret("secret-secret")))
        #expect(authorization(request) == nil)
        #expect(form["client_secret"] == "secret-secret")
        #expect(form["client_id"] == "client-1")
    }

    @Test func aCertificateNeedsOnlyOurName() async throws {
        let (request, form) = try await redeemed(.mutualTLS)
        #expect(authorization(request) == nil)
        #expect(form["client_id"] == "client-1")
        #expect(Set(form.keys) == ["grant_type", "code", "redirect_uri", "code_verifier", "client_id"])
    }

    @Test func aCertificateIsShownAtTheEndpointsForIt() async throws {
        let bench = try Bench { registration, _ in registration.clientAuthentication = .mutualTLS }
        let discovery = Bench.discovery { document in
            document["mtls_endpoint_aliases"] = ["token_endpoint": "https://mtls.example/mtls-token"]
        }
        bench.upstream.answer("/v2/.well-known/openid-configuration", json: discovery)
        bench.upstream.answer(
            "/mtls-token",
            json: [
                "access_token": "access-1", "token_type": "Bearer", "expires_in": 3600,
                "id_token": .string(try bench.signed(bench.claims())),
            ]
        )
        _ = try await bench.redeem()
        #expect(bench.upstream.requests(to: "/mtls-token").count == 1)
        #expect(bench.upstream.requests(to: "/v2/token").isEmpty)
    }

    @Test func otherClientsStayAwayFromThoseEndpoints() async throws {
        let bench = try Bench()
        let discovery = Bench.discovery { document in
            document["mtls_endpoint_aliases"] = ["token_endpoint": "https://mtls.example/mtls-token"]
        }
        bench.upstream.answer("/v2/.well-known/openid-configuration", json: discovery)
        _ = try await bench.redeem(idToken: try bench.signed(bench.claims()))
        #expect(bench.upstream.requests(to: "/v2/token").count == 1)
    }

    @Test func anAliasWithoutTLSIsRefused() async throws {
        let bench = try Bench { registration, _ in registration.clientAuthentication = .mutualTLS }
        let discovery = Bench.discovery { document in
            document["mtls_endpoint_aliases"] = ["token_endpoint": "http://mtls.example/token"]
        }
        bench.upstream.answer("/v2/.well-known/openid-configuration", json: discovery)
        await expectRefusal(.untrusted, "is not an https URL") { try await bench.redeem() }
    }

    @Test func theSecretOfBasicCredentialsVerifiesHS256() async throws {
        let secret = "shared-secret-0123456789-0123456789"
        let bench = try Bench { registration, _ in
            registration.clientAuthentication = .clientSecretBasic(Secret(secret))
            registration.idToken = TokenProfile(signing: [.hs256])
        }
        let key = try JWK(secret: Array(secret.utf8), algorithm: .hs256)
        let tokens = try await bench.redeem(idToken: try bench.signed(bench.claims(), by: key, .hs256))
        #expect(tokens.subject == "subject-1")
    }
}
