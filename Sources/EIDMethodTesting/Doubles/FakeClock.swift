public import EIDMethod
public import FoundationEssentials
import Synchronization

/// A clock that stands still until a test moves it.
public final class FakeClock: Sendable {
    private let time: Mutex<Date>

    /// Starts at a moment; by default at noon (UTC) on 1 June 2026.
    public init(_ start: Date = Date(timeIntervalSince1970: 1_780_315_200)) { time = Mutex(start) }

    /// The time now.
    public var now: Date { time.withLock { $0 } }

    /// Moves the clock.
    public func advance(by duration: Duration) {
        time.withLock { $0 = $0.addingTimeInterval(Self.seconds(duration)) }
    }

    /// The clock as providers read it.
    public var wall: WallClock { WallClock { self.now } }

    /// The clock as a machine reads it that is this much ahead.
    public func wall(ahead skew: Duration) -> WallClock {
        WallClock { self.now.addingTimeInterval(Self.seconds(skew)) }
    }

    private static func seconds(_ duration: Duration) -> TimeInterval {
        let (seconds, attoseconds) = duration.components
        return TimeInterval(seconds) + TimeInterval(attoseconds) * 1e-18
    }
}
