import EIDJOSE
import EIDJSON
import EIDKeyring
import EIDMethod
import EIDMethodTesting
import EIDOpenIDConnectSimulator
import EIDSettings
import EIDSimulator
import FoundationEssentials
import Testing

/// Each method of the sample, loaded from the file, signs a person in at an upstream that behaves like the eID's.
@Suite struct OpenIDConnectSampleTests {
    /// Drawn once for all tests.
    private static let keys = (try? OpenIDConnectKeys.generate(), try? OpenIDConnectKeys.generate())
    private static let secret = "sample-secret-0123456789-0123456789"

    /// The file, loaded once; every secret in it is the same.
    private static let loaded = Result {
        let secrets = Dictionary(uniqueKeysWithValues: OpenIDConnectSample.all.map { ($0.variable, secret) })
        return try SampleTests.load("openid-connect.yaml", secrets: secrets)
    }

    @Test(arguments: OpenIDConnectSample.all)
    func deliversWhatTheUpstreamKnows(_ sample: OpenIDConnectSample) async throws {
        let stage = try Stage(sample)
        let identity = try await stage.signIn(.verification, assurance: nil)
        let found = Dictionary(
            uniqueKeysWithValues: identity.attributes.names.map { name in
                (name, identity.attributes[name]?.value)
            }
        )
        for (name, value) in sample.attributes { #expect(found[name] == value, "\(name)") }
        #expect(Set(found.keys) == Set(sample.attributes.keys))
        #expect(stage.simulator.refusals.isEmpty)
    }

    @Test(arguments: OpenIDConnectSample.all)
    func grantsTheLevelsOfTheEID(_ sample: OpenIDConnectSample) async throws {
        let stage = try Stage(sample)
        for asked in Assurance.allCases {
            if let granted = sample.levels[asked] {
                #expect(try await stage.signIn(.verification, assurance: asked).assurance == granted)
            } else {
                await #expect(throws: MethodError(.insufficientAssurance, "")) {
                    try await stage.signIn(.verification, assurance: asked)
                }
            }
        }
    }

    @Test(arguments: OpenIDConnectSample.all)
    func recognisesThePersonWithoutAskingForAnything(_ sample: OpenIDConnectSample) async throws {
        let stage = try Stage(sample)
        let again = try await stage.signIn(.authentication, assurance: nil)
        #expect(again.attributes.isEmpty)
        #expect(try await stage.signIn(.verification, assurance: nil).subject == again.subject)
    }

    /// A method of the sample, its upstream, and the browser in between.
    private struct Stage {
        let method: Method
        let simulator: OpenIDConnectSimulator

        init(_ sample: OpenIDConnectSample) throws {
            let configured = try #require(
                try OpenIDConnectSampleTests.loaded.get().methods.first { $0.id == sample.id }
            )
            let halves = try configured.keys.all.map { key in
                try JWK(pem: key.pem.reveal(), keyID: key.id, use: key.use == .signing ? .signature : .encryption)
            }
            let published = halves.isEmpty ? nil : try JWKSet(keys: halves).json()
            let clock = FakeClock()
            simulator = try OpenIDConnectSimulator(
                profile: sample.profile(OpenIDConnectSampleTests.secret, published),
                clock: SimulatorClock(fixedAt: clock.now),
                keys: OpenIDConnectSampleTests.keys.0,
                newKeys: OpenIDConnectSampleTests.keys.1
            )
            method = configured.method(
                services: MethodServices(
                    http: GuardedTransport(SimulatorTransport(simulator: simulator)),
                    clock: clock.wall,
                    random: .system,
                    keyring: PrivateKeyring(configured.keys),
                    log: LogCapture().logger()
                )
            )
        }

        func signIn(_ type: MethodType, assurance: Assurance?) async throws -> VerifiedIdentity {
            let request = try MethodRequest(
                transactionID: "transaction-1",
                type: type,
                attributes: type == .verification ? Set(method.descriptor.attributes.map(\.name)) : [],
                assurance: assurance,
                languages: [.fr],
                callbackURL: try #require(URL(string: OpenIDConnectSample.callback)),
                callbackState: "state-of-transaction-1"
            )
            guard case .present(.redirect(let url), let state) = try await method.begin(request) else {
                throw ConformanceFailure("a redirect was expected")
            }
            let query = url.query(percentEncoded: true) ?? ""
            let page = try await location(of: SimulatorRequest(method: "GET", path: url.path(), query: query))
            let decision = SimulatorRequest(method: "POST", path: page, body: Array("decision=approve".utf8))
            let items = URLComponents(string: try await location(of: decision))?.queryItems ?? []
            let callback = CallbackParameters(items.map { FormField(name: $0.name, value: $0.value ?? "") })
            let step = try await method.resume(request, from: state, after: .callback(try #require(callback)))
            guard case .finished(let identity) = step else { throw ConformanceFailure("an end was expected") }
            return identity
        }

        private func location(of request: SimulatorRequest) async throws -> String {
            let answer = await simulator.respond(to: request)
            guard let location = answer.header("location"), !location.contains("error=") else {
                throw ConformanceFailure("the simulator refuses: \(simulator.refusals)")
            }
            return location
        }
    }
}
