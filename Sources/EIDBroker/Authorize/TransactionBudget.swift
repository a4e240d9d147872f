import FoundationEssentials
import Synchronization

/// Bounds how many transactions that nobody completed are kept: anyone may begin one, and each takes room in the store
/// until its time is up.
///
/// Transactions are counted by the period they began in, so that the counts of abandoned ones disappear with them. Only a
/// person who was identified gives room back: a transaction can also be begun and cancelled by a script.
final class TransactionBudget: Sendable {
    private static let periods = 16

    private let maximum: Int
    private let seconds: Int
    private let counts = Mutex<[Int: Int]>([:])

    /// A budget for transactions that are kept for `keptFor` seconds.
    init(maximum: Int, keptFor: Int) {
        self.maximum = maximum
        seconds = max(1, (keptFor + Self.periods - 1) / Self.periods)
    }

    /// Counts a transaction that begins; `false` when there is no room for it.
    func admit(at moment: Date) -> Bool {
        let current = period(of: moment)
        return counts.withLock { counts in
            // Also what lies ahead is forgotten: the clock was set back.
            counts = counts.filter { (current - Self.periods...current).contains($0.key) }
            guard counts.values.reduce(0, +) < maximum else { return false }
            counts[current, default: 0] += 1
            return true
        }
    }

    /// Gives back the room of a transaction that was completed.
    func release(startedAt moment: Date) {
        let period = period(of: moment)
        counts.withLock { counts in
            if let count = counts[period], count > 0 { counts[period] = count - 1 }
        }
    }

    private func period(of moment: Date) -> Int {
        let seconds = moment.timeIntervalSince1970.rounded(.down)
        return (Int(exactly: seconds) ?? 0) / self.seconds
    }
}
