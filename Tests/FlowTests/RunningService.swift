import Logging
import ServiceLifecycle

/// A server for the length of a closure, which is then shut down as a terminated process would be.
///
/// Cancelling its task instead would drop connections that were accepted and not yet handled, which the library below takes
/// for a programming error.
enum RunningService {
    static func with<Value: Sendable>(
        _ service: any Service,
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        var configuration = ServiceGroupConfiguration(
            services: [service],
            logger: Logger(label: "flow") { _ in SwiftLogNoOpLogHandler() }
        )
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        let group = ServiceGroup(configuration: configuration)
        return try await withoutActuallyEscaping(body) { body in
            try await withThrowingTaskGroup(of: Value?.self) { tasks in
                tasks.addTask {
                    try await group.run()
                    return nil
                }
                tasks.addTask {
                    let result: Result<Value, any Error>
                    do { result = .success(try await body()) } catch { result = .failure(error) }
                    await group.triggerGracefulShutdown()
                    return try result.get()
                }
                var found: Value?
                while let value = try await tasks.next() {
                    if let value { found = value } else if found == nil { tasks.cancelAll() }
                }
                guard let found else { throw FlowFailure("the server stopped by itself") }
                return found
            }
        }
    }
}
