import Dispatch
import EIDBroker
import EIDMethod
import Synchronization
import Testing

/// Where steps run.
@Suite struct StepExecutorTests {
    /// Lets the runtime run what it is given, and counts.
    private final class CountingExecutor: TaskExecutor {
        private let jobs = Mutex(0)
        var count: Int { jobs.withLock { $0 } }

        func enqueue(_ job: consuming ExecutorJob) {
            jobs.withLock { $0 += 1 }
            let job = UnownedJob(job)
            DispatchQueue.global().async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    @Test("A step runs on the executor of the connection that asked for it")
    func asksExecutor() async throws {
        let bench = try BrokerBench()
        let executor = CountingExecutor()
        try await StepExecutor.$current.withValue(executor) {
            _ = try await bench.authorize()
            #expect(executor.count >= 1)
            let before = executor.count
            _ = await bench.broker.userInfo(authorization: nil, form: nil)
            #expect(executor.count > before)
        }
    }

    @Test("A step that may read whole documents runs elsewhere")
    func leavesConnection() async throws {
        let bench = try BrokerBench()
        let executor = CountingExecutor()
        await StepExecutor.$current.withValue(executor) {
            _ = await bench.broker.signing("absent", authorization: nil)
            _ = await bench.broker.showSigning("absent", browser: BrowserContext())
        }
        #expect(executor.count == 0)
    }
}
