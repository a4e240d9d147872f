import NIOCore

/// Runs tasks on the event loop of a connection.
///
/// A request is read and answered on one loop. Where its tasks run elsewhere, each of its many awaits wakes another
/// thread and later the loop again, which together cost more processor time than signing an ID token.
final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
