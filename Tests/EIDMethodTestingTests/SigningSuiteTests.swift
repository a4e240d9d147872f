import EIDMethod
import EIDMethodTesting
import Testing

/// Each behaviour of a signing passes a good method and finds the flaws it is about.
@Suite struct SigningSuiteTests {
    @Test(arguments: SigningConformance.all)
    func `A good method that signs shows it`(_ behaviour: SigningConformance) async throws {
        #expect(try await behaviour(FinchBench()) == .shown)
    }

    @Test(arguments: SigningFlawTable.rows)
    func `A flaw of a signing is found`(_ row: SigningFlawTable.Row) async throws {
        await #expect(throws: ConformanceFailure.self, "\(row)") { try await row.behaviour(FinchBench(row.flaw)) }
    }

    @Test func `Closing sessions means nothing where a provider can close none`() async throws {
        let outcome = try await SigningConformance.closesItsSessions(FinchBench(countsSessions: false))
        #expect(outcome == .inapplicable("the upstream has no session that a provider could close"))
    }

    @Test func `Every behaviour of a signing finds a flaw`() {
        let shown = Set(SigningFlawTable.rows.map(\.behaviour))
        #expect(SigningConformance.all.filter { !shown.contains($0) }.isEmpty)
    }

    @Test func `Every flaw of a signing is found`() {
        #expect(Set(SigningFlawTable.rows.map(\.flaw)) == Set(SigningFlaw.allCases))
    }

    @Test func `Behaviours of a signing have different names`() {
        #expect(Set(SigningConformance.all).count == SigningConformance.all.count)
        #expect(SigningConformance.all.count >= 40)
    }
}
