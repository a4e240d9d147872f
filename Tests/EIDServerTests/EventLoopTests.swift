import EIDBroker
import NIOPosix
import Synchronization
import Testing

@testable import EIDServer

/// Which thread a request is handled on; changing it costs more than most requests do.
@Suite struct EventLoopTests {
    @Test("A request is handled on the event loop of its connection, and so is the step that outlives it")
    func staysOnItsLoop() async throws {
        let wasOnLoop = Mutex<[Bool]>([])
        let front = ScriptedFront { _ in
            let request = MultiThreadedEventLoopGroup.currentEventLoop != nil
            let step = await Task(executorPreference: StepExecutor.current) {
                MultiThreadedEventLoopGroup.currentEventLoop != nil
            }.value
            wasOnLoop.withLock { $0 += [request, step] }
            return .redirect(to: "https://next.example/", cookie: nil)
        }
        _ = try await RunningServer.with(front) { wire, _ in try await wire.send("GET", "/authorize") }
        #expect(wasOnLoop.withLock { $0 } == [true, true])
    }
}
