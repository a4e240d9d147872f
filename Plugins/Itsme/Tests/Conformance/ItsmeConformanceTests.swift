import EIDMethodTesting
import Testing

/// itsme behaves like every method, however it is registered.
@Suite struct ItsmeConformanceTests {
    @Test(arguments: MethodConformance.all, [ItsmeArrangement.keyPair, .secretByScopes])
    func behavesLikeEveryMethod(_ behaviour: MethodConformance, _ arrangement: ItsmeArrangement) async throws {
        try await behaviour(try ItsmeBench(arrangement))
    }

    /// The two further arrangements differ in tokens and deliveries only.
    @Test(
        arguments: MethodConformance.deliveries + MethodConformance.answers,
        [ItsmeArrangement.keyPairWithRequestObjects, .secretOnLegacyHost]
    )
    func readsTokensLikeEveryMethod(_ behaviour: MethodConformance, _ arrangement: ItsmeArrangement) async throws {
        try await behaviour(try ItsmeBench(arrangement))
    }
}
