public import EIDMethod

/// One behaviour that every method must show.
///
/// ```swift
/// @Suite struct PigeonConformanceTests {
///     @Test(arguments: MethodConformance.all)
///     func behavesLikeEveryMethod(_ behaviour: MethodConformance) async throws {
///         try await behaviour(PigeonBench())
///     }
/// }
/// ```
/// Give each call a bench of its own: a behaviour may leave its upstream broken.
public struct MethodConformance: Sendable, Hashable, CustomStringConvertible {
    /// How a behaviour ended, when it did not fail.
    public enum Outcome: Sendable, Hashable {
        /// The method behaves as it must.
        case shown
        /// The behaviour has no meaning for this method, for the reason that the bench or the method's shape gives.
        case inapplicable(String)
    }

    /// The behaviour in a sentence.
    public let description: String
    private let run: @Sendable (Stage) async throws -> Void

    init(_ description: String, _ run: @escaping @Sendable (Stage) async throws -> Void) {
        self.description = description
        self.run = run
    }

    /// Tries the behaviour on a bench; throws `ConformanceFailure` when the method does not show it.
    ///
    /// Whatever the behaviour is about, nothing confidential may be in the log or in an error afterwards.
    @discardableResult
    public func callAsFunction(_ bench: some MethodBench) async throws -> Outcome { try await show(Stage(bench)) }

    /// Tries the behaviour on a plugin as the broker has it in its registry, linked in or in a process of its own.
    @discardableResult
    public func callAsFunction(
        _ bench: some UpstreamBench,
        plugin: MethodPlugin,
        settings: SettingValue
    ) async throws -> Outcome {
        try await show(Stage(bench, plugin: plugin, settings: settings))
    }

    private func show(_ stage: Stage) async throws -> Outcome {
        try await Self.outcome(of: description, { try await run(stage) }, then: stage.requireSecrecy)
    }

    /// Says which behaviour failed, and looks for secrets afterwards whatever it was about.
    static func outcome(
        of description: String,
        _ run: () async throws -> Void,
        then requireSecrecy: () async throws -> Void
    ) async throws -> Outcome {
        var outcome = Outcome.shown
        do {
            try await run()
        } catch let skip as Inapplicable {
            outcome = .inapplicable(skip.reason)
        } catch let failure as ConformanceFailure {
            throw ConformanceFailure("\(description): \(failure)")
        } catch {
            throw ConformanceFailure("\(description): failed with \(error)")
        }
        do {
            try await requireSecrecy()
        } catch {
            throw ConformanceFailure("\(description): \(error)")
        }
        return outcome
    }

    /// Compares descriptions, which are unique.
    public static func == (left: MethodConformance, right: MethodConformance) -> Bool {
        left.description == right.description
    }

    /// Hashes the description.
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }

    /// Every behaviour, from the happy path to the hostile ones.
    public static let all: [MethodConformance] =
        deliveries + decisions + transitions + callbacks + network + failures + answers + assurances + evidence
        + seams
}
