import EIDMethodTesting
import Testing

/// itsme behaves like every method, however it is registered.
@Suite struct ItsmeConformanceTests {
    /// The one behaviour that no itsme client can show, whatever its registration.
    private static let impossible = "the method offers the highest level there is"
    /// What a client whose tokens are signed with its secret cannot show.
    private static let cannotCommit = "the method refuses commitments with these settings"

    @Test(arguments: MethodConformance.all, [ItsmeArrangement.keyPair, .secretByScopes])
    func behavesLikeEveryMethod(_ behaviour: MethodConformance, _ arrangement: ItsmeArrangement) async throws {
        let bench = try ItsmeBench(arrangement)
        if case .inapplicable(let reason) = try await behaviour(bench) {
            let known = [Self.impossible] + (arrangement == .secretByScopes ? [Self.cannotCommit] : [])
            #expect((known + Array(bench.inapplicableFaults.values)).contains(reason))
        }
    }

    /// The further arrangements differ in requests, tokens and deliveries only.
    @Test(
        arguments: MethodConformance.deliveries + MethodConformance.answers,
        [ItsmeArrangement.keyPairWithRequestObjects, .secretOnLegacyHost, .secretWithRequestObjects]
    )
    func readsTokensLikeEveryMethod(_ behaviour: MethodConformance, _ arrangement: ItsmeArrangement) async throws {
        try await behaviour(try ItsmeBench(arrangement))
    }

    /// What one registration leaves out, another one shows.
    @Test func nothingIsLeftOutByBothClientAuthentications() throws {
        let pair = Set(try ItsmeBench(.keyPair).inapplicableFaults.keys)
        let secret = Set(try ItsmeBench(.secretByScopes).inapplicableFaults.keys)
        #expect(pair == [.subjectMismatch])
        #expect(secret == [.keyRotation])
    }
}
