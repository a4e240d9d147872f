import EIDMethodTesting
import Testing

/// Each way to the choice of the certificate is a method of its own to the suite.
@Suite struct SmartIDSigningConformanceTests {
    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with a code`(_ behaviour: SigningConformance) async throws {
        try await behaviour(SmartIDSigningBench(.code))
    }

    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with a link`(_ behaviour: SigningConformance) async throws {
        try await behaviour(SmartIDSigningBench(.link))
    }

    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with a message`(_ behaviour: SigningConformance) async throws {
        try await behaviour(SmartIDSigningBench(.notification))
    }

    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with a message to whom the client names`(
        _ behaviour: SigningConformance
    ) async throws {
        try await behaviour(SmartIDSigningBench(.code, isHinted: true))
    }
}
