import EIDMethod
import FoundationEssentials
import Synchronization

/// A clock that moves only when told.
final class TestClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

    var now: Date { time.withLock { $0 } }
    var seconds: Int64 { Int64(now.timeIntervalSince1970) }
    var wall: WallClock { WallClock { self.now } }

    func advance(by seconds: Double) {
        time.withLock { $0 = $0.addingTimeInterval(seconds) }
    }
}
