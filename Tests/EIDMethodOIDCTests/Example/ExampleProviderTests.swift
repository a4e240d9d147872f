import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

/// What the module's catalogue shows signs people in.
@Suite struct ExampleProviderTests {
    private let request: MethodRequest

    init() throws {
        request = try MethodRequest(
            transactionID: "t",
            type: .verification,
            attributes: [Attribute.givenName.name],
            languages: [.fr],
            callbackURL: try #require(URL(string: Bench.redirect)),
            callbackState: Bench.state,
            freshness: Freshness(maximumAge: nil, reauthenticates: true)
        )
    }

    @Test func `The example sends people off and knows them when they return`() async throws {
        let bench = try Bench()
        let provider = ExampleProvider(upstream: bench.oidc, services: bench.services)
        guard case .present(.redirect(let url), let binding) = try await provider.begin(request) else {
            Issue.record("nobody is sent anywhere")
            return
        }
        let query = try Bench.form(url.query ?? "")
        #expect(query["nonce"] == binding.nonce && query["state"] == Bench.state)
        #expect(query["prompt"] == "login" && query["ui_locales"] == "fr")
        bench.tokenAnswer(
            try bench.signed(
                bench.claims { claims in
                    claims["nonce"] = .string(binding.nonce)
                    claims["given_name"] = "Robin"
                }
            )
        )
        let callback = try Bench.callback([("code", "code-1"), ("state", Bench.state)])
        guard
            case .finished(let identity) = try await provider.resume(request, from: binding, after: .callback(callback))
        else {
            Issue.record("nobody is known")
            return
        }
        #expect(identity.subject == UpstreamSubject(namespace: Bench.issuer, identifier: "subject-1"))
        #expect(identity.attributes[.givenName] == "Robin" && !identity.isTimeKnown)
    }

    @Test func `The example refuses whatever is no callback`() async throws {
        let bench = try Bench()
        let provider = ExampleProvider(upstream: bench.oidc, services: bench.services)
        await expectRefusal(.untrusted, "nothing that the transaction waits for") {
            _ = try await provider.resume(request, from: bench.binding, after: .polled)
        }
    }
}
