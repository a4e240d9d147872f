import EIDSimulatorTrust
import Testing

@Suite("Under the same seed and clock") struct RepetitionTests {
    @Test func numbersRepeat() throws {
        let serials = try (0..<2).map { _ in
            let bench = try TrustBench(seed: 3)
            return try [bench.service.issueSigner(TrustBench.subject), bench.service.issueSigner(TrustBench.subject)]
                .map(\.serial)
        }
        #expect(serials[0] == serials[1])
        #expect(serials[0][0] != serials[0][1])
    }

    @Test func anotherSeedGivesOtherNumbers() throws {
        let serials = try [3, 4].map { try TrustBench(seed: $0).service.issueSigner(TrustBench.subject).serial }
        #expect(serials[0] != serials[1])
    }

    @Test func timesRepeat() throws {
        let texts = try (0..<2).map { _ in
            let bench = try TrustBench()
            return try bench.text(bench.service.issueSigner(TrustBench.subject).certificate)
                .split(separator: "\n").filter { $0.contains("Not ") }
        }
        #expect(texts[0] == texts[1] && texts[0].count == 2)
    }
}
