import EIDMethod

/// A stage: something that plays the broker, in surroundings that are watched.
protocol Surrounded: Sendable {
    var around: Surroundings { get }
}

extension Surrounded {
    var log: LogCapture { around.log }
    var wire: FaultyTransport { around.wire }
    var random: SeededRandom { around.random }

    /// Runs a call of the provider and keeps the text of its error.
    func noting<Result>(_ body: () async throws(MethodError) -> Result) async throws -> Result {
        wire.beginStep()
        do {
            return try await body()
        } catch {
            around.note(error)
            throw error
        }
    }

    /// Remembers what came with the browser: codes and tokens have no business in a log.
    func watch(_ parameters: CallbackParameters) {
        let values = parameters.names.compactMap { parameters[$0] }
        around.watch(values.filter { $0.utf8.count >= 12 && !$0.contains("://") && !$0.contains(" ") })
    }
}
