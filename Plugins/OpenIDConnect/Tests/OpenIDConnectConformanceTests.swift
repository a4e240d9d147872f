import EIDMethod
import EIDMethodTesting
import Testing

/// A method of the plugin behaves like every method, however it is configured.
@Suite struct OpenIDConnectConformanceTests {
    /// What no settings can show: the highest level is offered, so that none is beyond; HS256 is no evidence.
    private static let reasons = ["the method offers the highest level there is", "the method keeps no evidence"]

    @Test(arguments: MethodConformance.all, [Arrangement.plain, .sealed, .shared])
    func behavesLikeEveryMethod(_ behaviour: MethodConformance, _ arrangement: Arrangement) async throws {
        let bench = try OpenIDConnectBench(arrangement)
        if case .inapplicable(let reason) = try await behaviour(bench) {
            #expect((Self.reasons + Array(bench.inapplicableFaults.values)).contains(reason))
        }
    }

    @Test func nothingIsLeftOutByTheFirstTwo() {
        #expect(Arrangement.plain.inapplicableFaults.isEmpty)
        #expect(Arrangement.sealed.inapplicableFaults.isEmpty)
    }

    @Test(arguments: [Arrangement.plain, .sealed]) func theFirstTwoKeepEvidence(_ arrangement: Arrangement) async throws
    {
        let bench = try OpenIDConnectBench(arrangement)
        let services = MethodServices(
            http: bench.upstream,
            clock: bench.clock.wall,
            random: SeededRandom().source,
            keys: bench.keys,
            log: LogCapture().logger()
        )
        #expect(try bench.makeProvider(services: services).descriptor.keepsEvidence)
    }
}
