import FoundationEssentials
import Synchronization

/// Bounds how many transactions that nobody completed are kept: anyone may begin one, and each takes room in the store
/// until its time is up.
///
/// Of sign-ins that were kept only a person who was identified gives room back: one can also be begun and cancelled by a
/// script. A signing is begun by a client that is known, and gives room back however it ends.
final class TransactionBudget: Sendable {
    private let maximum: Int
    private let counts: Mutex<PeriodCounts>

    /// A budget for transactions that are kept for `keptFor` seconds.
    init(maximum: Int, keptFor: Int) {
        self.maximum = maximum
        counts = Mutex(PeriodCounts(keptFor: keptFor))
    }

    /// Counts a transaction that begins; `false` when there is no room for it.
    func admit(at moment: Date) -> Bool { counts.withLock { $0.admit(1, maximum: maximum, at: moment) } }

    /// Gives back the room of a transaction that is over.
    func release(startedAt moment: Date) { counts.withLock { $0.release(1, at: moment) } }
}
