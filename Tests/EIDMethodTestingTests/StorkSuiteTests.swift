import EIDMethodTesting
import Testing

/// What happens from step to step needs a method that has several; each flaw in it has one behaviour that finds it.
@Suite(.serialized) struct StorkSuiteTests {
    @Test(arguments: MethodConformance.all)
    func `A good method of three steps shows it`(_ behaviour: MethodConformance) async throws {
        #expect(try await behaviour(StorkBench()) == .shown)
    }

    @Test(arguments: StorkFlawTable.rows)
    func `A flaw between the steps is found`(_ row: StorkFlawTable.Row) async throws {
        await #expect(throws: ConformanceFailure.self, "\(row)") { try await row.behaviour(StorkBench(row.flaw)) }
    }

    @Test(arguments: StorkFlawTable.rows)
    func `No other behaviour finds it`(_ row: StorkFlawTable.Row) async throws {
        for other in MethodConformance.all where other != row.behaviour {
            await #expect(throws: Never.self, "\(other) / \(row.flaw.rawValue)") {
                try await other(StorkBench(row.flaw))
            }
        }
    }

    @Test func `Every flaw between the steps is found`() {
        #expect(Set(StorkFlawTable.rows.map(\.flaw)) == Set(StorkFlaw.allCases))
    }
}
