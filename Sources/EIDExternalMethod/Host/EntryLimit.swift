/// How many entries of the log one process may cause in a second, so that none of them fills a disk.
struct EntryLimit {
    /// What becomes of an entry.
    enum Verdict {
        case written
        /// It is the first of its second that is left out, which is worth saying once.
        case firstDropped
        case dropped
    }

    private let perSecond: Int
    private var second: UInt64 = 0
    private var count = 0

    init(perSecond: Int) { self.perSecond = perSecond }

    mutating func admit(now: UInt64 = Monotonic.now) -> Verdict {
        let second = now / 1_000_000_000
        count = second == self.second ? count + 1 : 1
        self.second = second
        return count <= perSecond ? .written : count == perSecond + 1 ? .firstDropped : .dropped
    }
}
