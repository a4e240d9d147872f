import EIDMethod
import FoundationEssentials
import Synchronization

/// A clock that stands still until a test moves it.
final class StagedClock: Sendable {
    private let seconds = Mutex(1_790_000_000)

    var now: Int { seconds.withLock { $0 } }

    func advance(_ by: Int) { seconds.withLock { $0 += by } }

    var wall: WallClock { WallClock { Date(timeIntervalSince1970: Double(self.now)) } }
}
