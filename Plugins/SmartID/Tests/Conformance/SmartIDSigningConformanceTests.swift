import EIDMethodTesting
import EIDSmartIDSimulator
import Testing

/// Each way to the choice of the certificate is a method of its own to the suite.
@Suite struct SmartIDSigningConformanceTests {
    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with a code`(_ behaviour: SigningConformance) async throws {
        try await show(behaviour, try SmartIDSigningBench(.code))
    }

    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with a link`(_ behaviour: SigningConformance) async throws {
        try await show(behaviour, try SmartIDSigningBench(.link))
    }

    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with a message`(_ behaviour: SigningConformance) async throws {
        try await show(behaviour, try SmartIDSigningBench(.notification))
    }

    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with a message to whom the client names`(
        _ behaviour: SigningConformance
    ) async throws {
        try await show(behaviour, try SmartIDSigningBench(.code, hint: SmartIDPersona.kadri.identifier))
    }

    @Test(arguments: SigningConformance.all)
    func `Signs like every method, with an account that the client names`(_ behaviour: SigningConformance) async throws
    {
        try await show(behaviour, try SmartIDSigningBench(.code, hint: SmartIDPersona.kadri.documentNumber))
    }

    /// Shows a behaviour; that it has no meaning here is taken for these reasons only.
    ///
    /// The browser never comes back in the second half of any way: the app signs by itself.
    private func show(_ behaviour: SigningConformance, _ bench: SmartIDSigningBench) async throws {
        guard case .inapplicable(let reason) = try await behaviour(bench) else { return }
        let reasons = [
            "the browser never comes back from this upstream", "one approval covers one digest",
            "the upstream has no session that a provider could close", "a session signs one digest",
            // Whose account is named has one certificate, which nobody needs to choose.
            "the method is ready before anybody does anything",
        ]
        #expect(reasons.contains(reason), "\(behaviour): \(reason)")
    }
}
