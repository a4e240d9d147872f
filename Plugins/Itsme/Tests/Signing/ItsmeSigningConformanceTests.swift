import EIDMethod
import EIDMethodTesting
import Testing

/// itsme signs like every method that signs, over either interface.
@Suite struct ItsmeSigningConformanceTests {
    @Test(arguments: SigningConformance.all)
    func signsLikeEveryMethodOverCSC(_ behaviour: SigningConformance) async throws {
        let bench = CSCBench()
        if case .inapplicable(let reason) = try await behaviour(bench) {
            #expect(Array(bench.inapplicableFaults.values).contains(reason))
        }
    }

    @Test(arguments: SigningConformance.all)
    func signsLikeEveryMethodOverOASIS(_ behaviour: SigningConformance) async throws {
        #expect(try await behaviour(OASISBench()) == .shown)
    }

    /// Without a batch in the contract only what needs several digests has no meaning.
    @Test(arguments: SigningConformance.results + SigningConformance.answers)
    func signsOneByOne(_ behaviour: SigningConformance) async throws {
        let outcomes = [
            try await behaviour(CSCBench(["batch": false])), try await behaviour(OASISBench(["batch": false])),
        ]
        if behaviour != .matchesValuesByName, behaviour != .refusesRepeatedValues {
            #expect(outcomes == [.shown, .shown])
        }
    }

    @Test(arguments: [SigningConformance.showsOnlyItsAlphabet, .signsOneDigest])
    func refusesTextWhereTheSettingsSaySo(_ behaviour: SigningConformance) async throws {
        #expect(try await behaviour(CSCBench(["text": "refuse"])) == .shown)
        #expect(try await behaviour(OASISBench(["text": "refuse"])) == .shown)
    }

    @Test func keysAccountTokensByTheDigestOfTheSecretWhereTheSettingsSaySo() async throws {
        #expect(try await SigningConformance.signsOneDigest(CSCBench(hashesSecret: true)) == .shown)
    }
}
