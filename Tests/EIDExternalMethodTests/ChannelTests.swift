import CChildProcess
import Glibc
import Synchronization
import Testing

@testable import EIDExternalMethod

/// Deadlines that come while the thread of a channel looks at the others.
@Suite struct ChannelTests {
    /// Asks to be woken soon while it is being asked when to be, as a call on another thread may.
    private final class Latecomer: ChannelEvents {
        private let channel = Mutex<Channel?>(nil)
        private let turns = Mutex(0)

        func join(_ channel: Channel) { self.channel.withLock { $0 = channel } }

        func passed(_ now: UInt64) throws(ProtocolViolation) -> UInt64 {
            let turn = turns.withLock { turns in
                turns += 1
                return turns
            }
            switch turn {
            case 1: return Monotonic.after(.milliseconds(1))
            case 2:
                channel.withLock { $0 }?.wake(at: Monotonic.after(.milliseconds(1)))
                return Monotonic.after(.seconds(20))
            default: throw ProtocolViolation("was woken")
            }
        }

        func received(_ message: [UInt8]) throws(ProtocolViolation) {}
        func printed(_ bytes: ArraySlice<UInt8>) {}
    }

    @Test func `A deadline is not missed that is set while others are looked at`() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(eid_socket_pair(&ends) == 0)
        let other = ends[1]
        defer { close(other) }
        let channel = try Channel(socket: ends[0], output: nil)
        let events = Latecomer()
        events.join(channel)
        let began = ContinuousClock.now
        let reason = await withCheckedContinuation { continuation in
            let isStarted = DetachedThread.start { continuation.resume(returning: channel.run(events)) }
            if !isStarted { continuation.resume(returning: "no thread") }
        }
        #expect(reason == "was woken" && began.duration(to: .now) < .seconds(15))
    }
}
