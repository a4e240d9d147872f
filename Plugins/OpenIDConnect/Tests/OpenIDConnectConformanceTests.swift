import EIDKeyring
import EIDMethod
import EIDMethodTesting
import EIDOpenIDConnectSimulator
import Testing

/// A method of the plugin behaves like every method, however it is configured.
@Suite struct OpenIDConnectConformanceTests {
    /// What of the suite has no meaning for an arrangement, each with the reason that the run prints.
    private static func exemptions(of arrangement: Arrangement) -> [MethodConformance: String] {
        switch arrangement.testDescription {
        // Nothing is beyond the highest level.
        case Arrangement.sealed.testDescription:
            [.refusesHigherAssuranceThanOffered: "the method offers the highest level there is"]
        // A token that is signed with the client's secret is what anyone with the secret could have written.
        case Arrangement.shared.testDescription:
            Dictionary(
                uniqueKeysWithValues: [
                    MethodConformance.keepsEvidenceOfACommitment, .commitsDifferentlyEachTime,
                    .refusesAnotherCommitment,
                ].map { ($0, "the method keeps no evidence") }
            ).merging([
                .refusesSubjectMismatch: "all claims come in the ID token, and UserInfo is not called",
                .followsKeyRotation: "HS256 tokens are signed with the secret, which only changes in the settings",
            ]) { $1 }
        default: [:]
        }
    }

    @Test(arguments: MethodConformance.all, [Arrangement.plain, .sealed, .shared])
    func behavesLikeEveryMethod(_ behaviour: MethodConformance, _ arrangement: Arrangement) async throws {
        let outcome = try await behaviour(try OpenIDConnectBench(arrangement))
        let exemption = Self.exemptions(of: arrangement)[behaviour]
        #expect(outcome == (exemption.map { .inapplicable($0) } ?? .shown))
        if let exemption { print("\(arrangement.testDescription), without «\(behaviour)»: \(exemption)") }
    }

    /// What differs where nothing is published: who is believed.
    @Test(arguments: MethodConformance.answers)
    func readsAnswersLikeEveryMethodWithFixedKeys(_ behaviour: MethodConformance) async throws {
        let bench = try OpenIDConnectBench(.fixed)
        guard case .inapplicable(let reason) = try await behaviour(bench) else {
            #expect(bench.simulator.calls.keys.allSatisfy { $0 != "/jwks" && !$0.contains("well-known") })
            return
        }
        #expect(behaviour == .followsKeyRotation)
        print("\(Arrangement.fixed.testDescription), without «\(behaviour)»: \(reason)")
    }

    @Test(arguments: [Arrangement.plain, .sealed]) func theFirstTwoKeepEvidence(_ arrangement: Arrangement) async throws
    {
        let bench = try OpenIDConnectBench(arrangement)
        let services = MethodServices(
            http: bench.upstream,
            clock: bench.clock.wall,
            random: SeededRandom().source,
            keyring: PrivateKeyring(bench.keys),
            log: LogCapture().logger()
        )
        #expect(try bench.makeProvider(services: services).descriptor.keepsEvidence)
    }
}
