import EIDBroker
import NIOCore
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

    @Test("What a job adds runs before the loop turns to others")
    func inOnePiece() async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let executor = EventLoopExecutor(loop)
        let order = Mutex<[String]>([])
        let note: @Sendable (String) -> Void = { word in order.withLock { $0.append(word) } }
        let (task, other) = try await loop.submit {
            let task = Task(executorPreference: executor) {
                note("begins")
                await Task(executorPreference: executor) { note("asks") }.value
                note("ends")
            }
            return (task, loop.submit { note("other") })
        }.get()
        await task.value
        try await other.get()
        #expect(order.withLock { $0 } == ["begins", "asks", "ends", "other"])
    }

    @Test("A task that never waits for anything lets others have a turn")
    func turns() async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let executor = EventLoopExecutor(loop)
        let isOver = Atomic(false)
        let task = Task(executorPreference: executor) {
            while !isOver.load(ordering: .acquiring) {
                await Task(executorPreference: executor) {}.value
            }
        }
        try await loop.submit { isOver.store(true, ordering: .releasing) }.get()
        await task.value
    }
}
