import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

@Suite struct DiscoveryTests {
    private static let path = "/v2/.well-known/openid-configuration"
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func begin(_ bench: Bench) async throws -> URL {
        let parameters = AuthorizationParameters(redirectURI: bench.binding.redirectURI, state: Bench.state)
        return try await bench.oidc.authorizationURL(parameters, binding: bench.binding)
    }

    @Test func aHundredBeginningsFetchOnce() async throws {
        let bench = self.bench
        try await withThrowingTaskGroup(of: URL.self) { group in
            for _ in 0..<100 { group.addTask { try await begin(bench) } }
            for try await url in group { #expect(url.path == "/v2/authorize") }
        }
        #expect(bench.upstream.requests(to: Self.path).count == 1)
    }

    @Test func theDocumentIsFetchedAgainWhenOld() async throws {
        _ = try await begin(bench)
        bench.clock.advance(3599)
        _ = try await begin(bench)
        #expect(bench.upstream.requests(to: Self.path).count == 1)
        bench.clock.advance(1)
        _ = try await begin(bench)
        #expect(bench.upstream.requests(to: Self.path).count == 2)
    }

    @Test func aClockThatWasSetBackDoesNotKeepTheDocument() async throws {
        _ = try await begin(bench)
        bench.clock.advance(-10)
        _ = try await begin(bench)
        #expect(bench.upstream.requests(to: Self.path).count == 2)
    }

    @Test func aFailureIsNotKept() async throws {
        bench.upstream.answer(Self.path, text: "", status: 503)
        await expectRefusal(.unavailable, "answers 503") { try await begin(bench) }
        bench.upstream.answer(Self.path, json: Bench.discovery())
        _ = try await begin(bench)
    }

    @Test(arguments: [
        "https://op.example/v2/", "https://op.example", "https://OP.example/v2", "https://evil.example/v2",
    ])
    func anotherIssuerIsRefused(_ issuer: String) async {
        bench.upstream.answer(Self.path, json: Bench.discovery { $0["issuer"] = .string(issuer) })
        await expectRefusal(.untrusted, "names another issuer") { try await begin(bench) }
    }

    @Test(
        arguments: ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"],
        [
            "http://op.example/x", "http://127.0.0.1/x", "ftp://op.example/x", "/x", "", "https://a:b@op.example/x",
            "https://op.example/x#f", "https:///x",
        ]
    )
    func anEndpointThatIsNoHTTPSURLIsRefused(_ endpoint: String, _ url: String) async {
        bench.upstream.answer(Self.path, json: Bench.discovery { $0[endpoint] = .string(url) })
        await expectRefusal(.untrusted, "\(endpoint) is not an https URL") { try await begin(bench) }
    }

    @Test(arguments: ["authorization_endpoint", "token_endpoint", "jwks_uri", "issuer"])
    func aMissingMemberIsRefused(_ member: String) async {
        bench.upstream.answer(Self.path, json: Bench.discovery { $0[member] = nil })
        await expectRefusal(.untrusted, "is not one") { try await begin(bench) }
    }

    @Test func doubledMembersAreRefused() async {
        let text = Bench.discovery().text.dropLast() + #","issuer":"https://op.example/v2"}"#
        bench.upstream.answer(Self.path, text: String(text))
        await expectRefusal(.untrusted, "JSON object") { try await begin(bench) }
    }

    @Test func loopbackIsAllowedWhenTheTransportAllowsIt() async throws {
        let issuer = "http://127.0.0.1:4711/v2"
        let bench = try Bench(issuer: issuer, allowsLoopbackHTTP: true)
        bench.upstream.answer(
            Self.path,
            json: Bench.discovery {
                $0["issuer"] = .string(issuer)
                $0["authorization_endpoint"] = .string("\(issuer)/authorize")
            }
        )
        #expect(try await begin(bench).absoluteString.hasPrefix("\(issuer)/authorize?client_id="))
    }

    @Test func loopbackIsRefusedOtherwise() async throws {
        let bench = try Bench(issuer: "http://127.0.0.1:4711/v2", allowsLoopbackHTTP: false)
        await expectRefusal(.misconfigured, "forbidden") { try await begin(bench) }
        #expect(bench.upstream.requests(to: Self.path).isEmpty)
    }

    @Test func aTerminatingSlashOfTheIssuerIsNotDoubled() async throws {
        let bench = try Bench(issuer: "https://op.example/v2/")
        bench.upstream.answer(Self.path, json: Bench.discovery { $0["issuer"] = "https://op.example/v2/" })
        _ = try await begin(bench)
    }

    @Test func anIssuerWithAQueryIsAConfigurationError() async throws {
        let bench = try Bench(issuer: "https://op.example/v2?a=b")
        await expectRefusal(.misconfigured, "query") { try await begin(bench) }
    }

    @Test func aRedirectIsNotFollowed() async {
        bench.upstream.answer(Self.path, text: "", status: 302)
        await expectRefusal(.untrusted, "redirect") { try await begin(bench) }
    }

    @Test func anOversizedDocumentIsRefused() async {
        bench.upstream.answer(Self.path, text: String(repeating: " ", count: 64 * 1024 + 1))
        await expectRefusal(.untrusted, "tooLarge") { try await begin(bench) }
    }

    @Test func aDocumentThatNestsTooDeepIsRefused() async {
        let nested = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        bench.upstream.answer(Self.path, text: #"{"issuer":\#(nested)}"#)
        await expectRefusal(.untrusted, "JSON object") { try await begin(bench) }
    }

    @Test func aMissingDocumentIsAConfigurationError() async throws {
        bench.upstream.answer(Self.path, text: "", status: 404)
        await expectRefusal(.misconfigured, "answers 404") { try await begin(bench) }
    }
}
