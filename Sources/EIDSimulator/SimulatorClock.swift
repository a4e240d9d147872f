public import FoundationEssentials
import Synchronization

/// A clock that can be moved: the machine's time plus an offset, or a fixed time that stands still.
public final class SimulatorClock: Sendable {
    private struct Reading {
        var fixed: Date?
        var offset: TimeInterval = 0
    }

    private let reading: Mutex<Reading>

    /// A clock that follows the machine's, or stands at a time until it is moved.
    public init(fixedAt date: Date? = nil) { reading = Mutex(Reading(fixed: date)) }

    /// The time now.
    public var now: Date { reading.withLock { ($0.fixed ?? Date()).addingTimeInterval($0.offset) } }

    /// Seconds since 1970, rounded down, as JWT dates are (RFC 7519 §2).
    public var seconds: Int { Int(now.timeIntervalSince1970.rounded(.down)) }

    /// Moves the clock, a century from where it stood at most: beyond that, dates cannot be written any more.
    public func advance(by seconds: Int) {
        let century: TimeInterval = 100 * 31_557_600
        reading.withLock { $0.offset = min(max($0.offset + TimeInterval(seconds), -century), century) }
    }

    /// Stops the clock at a time.
    public func set(to date: Date) { reading.withLock { $0 = Reading(fixed: date) } }

    /// The time now as `2026-02-11T09:30:00Z`.
    package var text: String { now.ISO8601Format() }
}
