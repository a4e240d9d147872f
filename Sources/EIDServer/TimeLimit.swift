import NIOCore
import Synchronization

/// Cancels work that takes too long, by a timer of the event loop that does the work.
///
/// A race against a sleeping task would wake two other threads per request, which costs more than most requests do.
enum TimeLimit {
    /// The result, or `nil` when the time was up; waits for the end of what it cancels, so work must heed cancellation.
    static func run<Result: Sendable>(
        _ limit: Duration,
        on loop: any EventLoop,
        _ work: @escaping @Sendable () async -> Result
    ) async -> Result? {
        let isOver = Flag()
        let task = Task(executorPreference: EventLoopExecutor(loop)) { await work() }
        let timer = loop.scheduleTask(in: TimeAmount(limit)) {
            isOver.raise()
            task.cancel()
        }
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        timer.cancel()
        return isOver.isRaised ? nil : result
    }

    private final class Flag: Sendable {
        private let value = Atomic(false)

        var isRaised: Bool { value.load(ordering: .acquiring) }
        func raise() { value.store(true, ordering: .releasing) }
    }
}
