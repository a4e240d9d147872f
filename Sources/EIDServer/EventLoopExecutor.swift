import NIOCore
import Synchronization

/// Runs tasks on the event loop of a connection.
///
/// A request is read and answered on one loop. Where its tasks run elsewhere, each of its many awaits wakes another
/// thread and later the loop again, which together cost more processor time than signing an ID token.
///
/// What jobs add is run right behind them, before the loop turns to other connections. Where thousands of people are served at
/// once, each of their requests so gets to its end, and gives back its memory, before the next one begins.
final class EventLoopExecutor: TaskExecutor {
    private struct Queue {
        var jobs: [UnownedJob] = []
        /// Whether the loop knows of the jobs.
        var isScheduled = false
    }

    private let loop: any EventLoop
    private let queue = Mutex(Queue())

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFirst = queue.withLock { queue in
            queue.jobs.append(job)
            defer { queue.isScheduled = true }
            return !queue.isScheduled
        }
        if isFirst { loop.execute(run) }
    }

    /// Runs what there is and what that adds, up to a number: nobody keeps a loop for ever.
    @Sendable private func run() {
        for _ in 0..<Self.mostAtOnce {
            let next: UnownedJob? = queue.withLock { queue in
                guard queue.jobs.isEmpty else { return queue.jobs.removeFirst() }
                queue.isScheduled = false
                return nil
            }
            guard let next else { return }
            next.runSynchronously(on: asUnownedTaskExecutor())
        }
        loop.execute(run)
    }

    private static let mostAtOnce = 64
}
