import EIDMethodTesting
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
        try await show(behaviour, try SmartIDSigningBench(.code, isHinted: true))
    }

    /// Shows a behaviour; that it has no meaning here is taken for these reasons only.
    ///
    /// The browser never comes back in the second half of any way: the app signs by itself.
    private func show(_ behaviour: SigningConformance, _ bench: SmartIDSigningBench) async throws {
        guard case .inapplicable(let reason) = try await behaviour(bench) else { return }
        let reasons = [
            "the browser never comes back from this upstream", "one approval covers one digest",
            "the upstream has no session that a provider could close", "a session signs one digest",
        ]
        #expect(reasons.contains(reason), "\(behaviour): \(reason)")
    }
}
