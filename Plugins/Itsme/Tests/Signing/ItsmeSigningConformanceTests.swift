import EIDMethod
import EIDMethodTesting
import Testing

/// itsme signs like every method that signs, over either interface.
@Suite struct ItsmeSigningConformanceTests {
    /// What means nothing over CSC, and the fault that the bench explains it by.
    private static let inapplicableOverCSC: [SigningConformance: SigningFault] = [
        .matchesValuesByName: .valuesReordered, .refusesRepeatedValues: .valueRepeated,
        .waitsForSlowPeople: .slowPerson,
    ]

    @Test(arguments: SigningConformance.all)
    func signsLikeEveryMethodOverCSC(_ behaviour: SigningConformance) async throws {
        let bench = CSCBench()
        let outcome = try await behaviour(bench)
        guard let fault = Self.inapplicableOverCSC[behaviour] else {
            #expect(outcome == .shown)
            return
        }
        #expect(outcome == .inapplicable(try #require(bench.inapplicableFaults[fault])))
    }

    @Test(arguments: SigningConformance.all)
    func signsLikeEveryMethodOverOASIS(_ behaviour: SigningConformance) async throws {
        let outcome = try await behaviour(OASISBench())
        let isInapplicable = behaviour == .closesItsSessions
        #expect(
            outcome
                == (isInapplicable ? .inapplicable("the upstream has no session that a provider could close") : .shown)
        )
    }

    /// Without a batch in the contract what needs several digests has no meaning either.
    @Test(arguments: SigningConformance.results + SigningConformance.answers)
    func signsOneByOne(_ behaviour: SigningConformance) async throws {
        let bench = CSCBench(["batch": false])
        let overCSC = try await behaviour(bench)
        let overOASIS = try await behaviour(OASISBench(["batch": false]))
        switch behaviour {
        case .matchesValuesByName:
            #expect([overCSC, overOASIS].allSatisfy { $0 == .inapplicable("one approval covers one digest") })
        case .refusesRepeatedValues:
            #expect(overCSC == .inapplicable(try #require(bench.inapplicableFaults[.valueRepeated])))
            #expect(overOASIS == .shown)
        default:
            #expect([overCSC, overOASIS] == [.shown, .shown])
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
