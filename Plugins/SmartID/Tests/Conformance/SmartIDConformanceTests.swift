import EIDMethodTesting
import Testing

/// Each way to the app is a method of its own to the suite.
@Suite struct SmartIDConformanceTests {
    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, with a code`(_ behaviour: MethodConformance) async throws {
        try await behaviour(SmartIDBench(.code))
    }

    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, with a link`(_ behaviour: MethodConformance) async throws {
        try await behaviour(SmartIDBench(.link))
    }

    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, with a message`(_ behaviour: MethodConformance) async throws {
        try await behaviour(SmartIDBench(.notification))
    }
}
