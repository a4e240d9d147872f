import EIDMethodTesting
import Testing

/// Each way to the app is a method of its own to the suite.
@Suite struct BankIDConformanceTests {
    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, with a code`(_ behaviour: MethodConformance) async throws {
        try await behaviour(BankIDBench(start: "code"))
    }

    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, with a link`(_ behaviour: MethodConformance) async throws {
        try await behaviour(BankIDBench(start: "link"))
    }

    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, on the phone`(_ behaviour: MethodConformance) async throws {
        try await behaviour(BankIDBench(start: "phone"))
    }
}
