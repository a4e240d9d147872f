import EIDMethod
import EIDMethodTesting
import Testing

/// A suite that cannot fail proves nothing: each behaviour passes a good method and finds the flaws it is about.
@Suite struct SuiteTests {
    @Test(arguments: MethodConformance.all)
    func `A good method shows it`(_ behaviour: MethodConformance) async throws {
        let outcome = try await behaviour(DoveBench())
        #expect(outcome == .shown)
    }

    @Test(arguments: FlawTable.rows)
    func `A flaw is found`(_ row: FlawTable.Row) async throws {
        await #expect(throws: ConformanceFailure.self, "\(row)") { try await row.behaviour(DoveBench(row.flaw)) }
    }

    @Test(arguments: FlawTable.alone)
    func `No other behaviour finds it`(_ row: FlawTable.Row) async throws {
        for other in MethodConformance.all where other != row.behaviour {
            await #expect(throws: Never.self, "\(other) / \(row.flaw.rawValue)") {
                try await other(DoveBench(row.flaw))
            }
        }
    }

    @Test func `Every behaviour finds a flaw`() {
        let tables = FlawTable.rows.map(\.behaviour) + StorkFlawTable.rows.map(\.behaviour)
        let shown = Set(tables).union([.describesItselfHonestly, .documentsItsSettings])
        let unshown = MethodConformance.all.filter { !shown.contains($0) && $0 != .refusesTypesNotOffered }
        #expect(unshown.isEmpty, "\(unshown)")
    }

    @Test func `Every flaw is found`() {
        #expect(Set(FlawTable.rows.map(\.flaw)) == Set(Flaw.allCases))
    }

    @Test func `Behaviours have different names`() {
        #expect(Set(MethodConformance.all).count == MethodConformance.all.count)
        #expect(MethodConformance.all.count >= 60)
    }

    @Test(arguments: [MethodConformance.describesItselfHonestly, .documentsItsSettings, .refusesTypesNotOffered])
    func `A wrong description is found`(_ behaviour: MethodConformance) async throws {
        await #expect(throws: ConformanceFailure.self) { try await behaviour(OddBench()) }
    }

    @Test func `A fault that the bench silently leaves out is found`() async throws {
        await #expect(throws: ConformanceFailure.self) {
            try await MethodConformance.refusesWrongNonce(OddBench(injects: false))
        }
    }

    @Test func `A fault left out without a real reason is found`() async throws {
        let bench = OddBench(injects: false, inapplicableFaults: [.wrongNonce: "n/a"])
        await #expect(throws: ConformanceFailure.self) { try await MethodConformance.refusesWrongNonce(bench) }
    }

    @Test func `A fault that is said not to apply but does is found`() async throws {
        let bench = OddBench(inapplicableFaults: [.wrongNonce: "this upstream has no nonce at all"])
        await #expect(throws: ConformanceFailure.self) { try await MethodConformance.refusesWrongNonce(bench) }
    }

    @Test func `A fault left out with a reason is reported as inapplicable`() async throws {
        let reason = "this upstream has no nonce at all"
        let bench = OddBench(injects: false, inapplicableFaults: [.wrongNonce: reason])
        #expect(try await MethodConformance.refusesWrongNonce(bench) == .inapplicable(reason))
    }

    @Test func `An action left out with a reason is reported as inapplicable`() async throws {
        let reason = "nobody can turn back once the dove flies"
        let bench = OddBench(inapplicableActions: [.cancel: reason])
        #expect(try await MethodConformance.reportsCancelling(bench) == .inapplicable(reason))
    }

    @Test func `A method without authentication need not show one`() async throws {
        let outcome = try await MethodConformance.authenticationDelivers(OddBench())
        #expect(outcome == .inapplicable("the method offers no authentication"))
    }
}
