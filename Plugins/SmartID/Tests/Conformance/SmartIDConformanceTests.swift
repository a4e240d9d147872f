import EIDMethodTesting
import Testing

/// Each way to the app is a method of its own to the suite.
@Suite struct SmartIDConformanceTests {
    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, with a code`(_ behaviour: MethodConformance) async throws {
        try await show(behaviour, .code, exceptWhere: [Self.noReturn])
    }

    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, with a link`(_ behaviour: MethodConformance) async throws {
        try await show(behaviour, .link)
    }

    @Test(arguments: MethodConformance.all)
    func `Behaves like every method, with a message`(_ behaviour: MethodConformance) async throws {
        try await show(behaviour, .notification, exceptWhere: [Self.noReturn])
    }

    private static let noReturn = "the browser never comes back from this upstream"

    /// Shows a behaviour; that it has no meaning here is taken for these reasons only.
    private func show(
        _ behaviour: MethodConformance,
        _ way: SmartIDBench.Way,
        exceptWhere reasons: Set<String> = []
    ) async throws {
        let outcome = try await behaviour(SmartIDBench(way))
        guard case .inapplicable(let reason) = outcome else { return }
        let everywhere = [
            "the method offers the highest level there is", "what is signed names one relying party, as one text",
        ]
        #expect(reasons.union(everywhere).contains(reason), "\(behaviour): \(reason)")
    }
}
