public import EIDMethod

/// One behaviour that every method that signs must show.
///
/// ```swift
/// @Suite struct PigeonSigningConformanceTests {
///     @Test(arguments: SigningConformance.all)
///     func signsLikeEveryMethod(_ behaviour: SigningConformance) async throws {
///         try await behaviour(PigeonSigningBench())
///     }
/// }
/// ```
/// Give each call a bench of its own: a behaviour may leave its upstream broken.
public struct SigningConformance: Sendable, Hashable, CustomStringConvertible {
    /// The behaviour in a sentence.
    public let description: String
    private let run: @Sendable (SigningStage) async throws -> Void

    init(_ description: String, _ run: @escaping @Sendable (SigningStage) async throws -> Void) {
        self.description = description
        self.run = run
    }

    /// Tries the behaviour on a bench; throws `ConformanceFailure` when the method does not show it.
    ///
    /// Whatever the behaviour is about, nothing confidential may be in the log, in an error or in a printed state
    /// afterwards.
    @discardableResult
    public func callAsFunction(_ bench: some SigningBench) async throws -> MethodConformance.Outcome {
        try await show(SigningStage(bench))
    }

    /// Tries the behaviour on a plugin as the broker has it in its registry, linked in or in a process of its own.
    @discardableResult
    public func callAsFunction(
        _ bench: some SigningBench,
        plugin: MethodPlugin,
        settings: SettingValue
    ) async throws -> MethodConformance.Outcome {
        try await show(SigningStage(bench, plugin: plugin, settings: settings))
    }

    private func show(_ stage: SigningStage) async throws -> MethodConformance.Outcome {
        try await MethodConformance.outcome(
            of: description,
            { try await run(stage) },
            then: stage.requireSecrecy
        )
    }

    /// Compares descriptions, which are unique.
    public static func == (left: SigningConformance, right: SigningConformance) -> Bool {
        left.description == right.description
    }

    /// Hashes the description.
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }

    /// Every behaviour, from the happy path to the hostile ones.
    public static let all: [SigningConformance] = results + decisions + callbacks + answers + network + seams
}
