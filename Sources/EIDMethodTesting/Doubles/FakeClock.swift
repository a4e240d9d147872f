public import EIDMethod
public import FoundationEssentials
import Synchronization

/// A clock that stands still until a test moves it.
public final class FakeClock: Sendable {
    private let time: Mutex<Date>
    private let follow: @Sendable (Date) -> Void

    /// Starts at a moment, by default at noon (UTC) on 1 June 2026; `follow` hears of it and of each move, for an
    /// upstream's simulator that has a clock of its own.
    public init(
        _ start: Date = Date(timeIntervalSince1970: 1_780_315_200),
        follow: @escaping @Sendable (Date) -> Void = { _ in }
    ) {
        time = Mutex(start)
        self.follow = follow
        follow(start)
    }

    /// The time now.
    public var now: Date { time.withLock { $0 } }

    /// Moves the clock.
    public func advance(by duration: Duration) {
        time.withLock { time in
            time = time.addingTimeInterval(Self.seconds(duration))
            follow(time)
        }
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
