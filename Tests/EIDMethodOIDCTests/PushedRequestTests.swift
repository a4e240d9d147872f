import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

/// RFC 9126: the request goes to the upstream first, and a reference to the browser.
@Suite struct PushedRequestTests {
    private static let reference = "urn:ietf:params:oauth:request_uri:abc"

    private func bench(
        endpoint: String? = "https://op.example/v2/par",
        _ change: (inout UpstreamRegistration, StagedKeys) -> Void = { _, _ in }
    ) throws -> Bench {
        let bench = try Bench { registration, keys in
            registration.pushesRequests = true
            change(&registration, keys)
        }
        let discovery = Bench.discovery { document in
            document["pushed_authorization_request_endpoint"] = endpoint.map { .string($0) }
        }
        bench.upstream.answer("/v2/.well-known/openid-configuration", json: discovery)
        bench.upstream.answer("/v2/par", json: ["request_uri": .string(Self.reference), "expires_in": 60], status: 201)
        return bench
    }

    private func url(_ bench: Bench) async throws -> URL {
        let parameters = AuthorizationParameters(redirectURI: bench.binding.redirectURI, state: Bench.state)
        return try await bench.oidc.authorizationURL(parameters, binding: bench.binding)
    }

    private func form(_ bench: Bench) throws -> [String: String] {
        let request = try #require(bench.upstream.requests(to: "/v2/par").last)
        return try Bench.form(String(decoding: request.body, as: UTF8.self))
    }

    @Test func theBrowserCarriesAReferenceOnly() async throws {
        let bench = try bench()
        let query = try Bench.form(try #require(try await url(bench).query(percentEncoded: true)))
        #expect(query == ["client_id": "client-1", "request_uri": Self.reference])
    }

    @Test func theRequestIsPushedByAClientThatProvesItself() async throws {
        let bench = try bench()
        _ = try await url(bench)
        let form = try form(bench)
        #expect(form["state"] == Bench.state)
        #expect(form["nonce"] == "nonce-1")
        #expect(form["code_challenge_method"] == "S256")
        #expect(form["client_id"] == "client-1")
        let token = try #require(form["client_assertion"])
        let half = try #require(bench.keys.client.publicHalf)
        let claims = try JSONValue.parse(JWSVerifier(keys: [half], algorithms: [.es256]).verify(token).payload)
        // RFC 9126 §2: one audience for both endpoints.
        #expect(claims["aud"]?.string == "https://op.example/v2/token")
    }

    @Test func aRequestObjectIsPushedAsWell() async throws {
        let bench = try bench { registration, keys in
            let key = keys.entry(for: .signing)
            registration.requestObject = RequestObjectProfile(signingKey: key, signingAlgorithm: .es256)
        }
        _ = try await url(bench)
        let form = try form(bench)
        #expect(form["request"] != nil)
        #expect(form["state"] == nil)
    }

    @Test func aRefusalIsReported() async throws {
        let bench = try bench()
        bench.upstream.answer("/v2/par", json: ["error": "invalid_request"], status: 400)
        await expectRefusal(.misconfigured, "invalid_request") { try await url(bench) }
    }

    @Test(arguments: [500, 503, 429])
    func trouble(status: Int) async throws {
        let bench = try bench()
        bench.upstream.answer("/v2/par", json: [:], status: status)
        await expectRefusal(.unavailable, "\(status)") { try await url(bench) }
    }

    @Test(arguments: ["", "urn:a b", "urn:\r\nx", "urn:é", String(repeating: "x", count: 2049)])
    func aReferenceThatNoQueryCanCarryIsRefused(_ reference: String) async throws {
        let bench = try bench()
        bench.upstream.answer("/v2/par", json: ["request_uri": .string(reference)], status: 201)
        await expectRefusal(.untrusted, "without a reference") { try await url(bench) }
    }

    @Test(arguments: ["{}", "[]", "", #"{"request_uri":1}"#, #"{"request_uri":"urn:a","request_uri":"urn:b"}"#])
    func anAnswerWithoutAReferenceIsRefused(_ body: String) async throws {
        let bench = try bench()
        bench.upstream.answer("/v2/par", text: body, status: 201)
        await expectRefusal(.untrusted, "the endpoint for pushed requests") { try await url(bench) }
    }

    @Test func anUpstreamWithoutTheEndpointIsRefused() async throws {
        let bench = try bench(endpoint: nil)
        await expectRefusal(.misconfigured, "names no endpoint for pushed requests") { try await url(bench) }
    }

    @Test func anEndpointWithoutTLSIsRefused() async throws {
        let bench = try bench(endpoint: "http://op.example/v2/par")
        await expectRefusal(.untrusted, "is not an https URL") { try await url(bench) }
    }
}
