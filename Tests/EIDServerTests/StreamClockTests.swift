import NIOPosix
import Testing

@testable import EIDServer

/// The one timer of all who wait.
@Suite(.timeLimit(.minutes(1))) struct StreamClockTests {
    private let loop = MultiThreadedEventLoopGroup.singleton.any()

    @Test("Everybody is woken, and nobody too early, however many sleep")
    func many() async {
        let clock = StreamClock()
        let isEarly = await withTaskGroup(of: Bool.self) { tasks in
            for index in 0..<2000 {
                tasks.addTask {
                    let moment = ContinuousClock.now + .milliseconds(index % 200)
                    await clock.sleep(until: moment, on: loop)
                    return ContinuousClock.now < moment
                }
            }
            return await tasks.contains(true)
        }
        #expect(!isEarly)
    }

    @Test("A moment that has passed wakes at the next step, also once the clock stood still")
    func past() async {
        let clock = StreamClock()
        for _ in 0..<3 { await clock.sleep(until: .now - .seconds(5), on: loop) }
    }
}
