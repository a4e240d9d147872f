import FoundationEssentials

/// What is kept for a while, counted by the period it came in, so that a count disappears together with what it counts.
struct PeriodCounts: Sendable {
    private static let periods = 16

    private let seconds: Int
    private var counts: [Int: Int] = [:]

    /// Counts for what is kept for `keptFor` seconds.
    init(keptFor: Int) { seconds = max(1, (keptFor + Self.periods - 1) / Self.periods) }

    /// Counts what comes; `false`, and nothing is counted, when there would be more than `maximum`.
    mutating func admit(_ amount: Int, maximum: Int, at moment: Date) -> Bool {
        let current = period(of: moment)
        // Also what lies ahead is forgotten: the clock was set back.
        counts = counts.filter { (current - Self.periods...current).contains($0.key) }
        guard amount <= maximum - counts.values.reduce(0, +) else { return false }
        counts[current, default: 0] += amount
        return true
    }

    /// Gives back what came at a moment.
    mutating func release(_ amount: Int, at moment: Date) {
        let period = period(of: moment)
        if let count = counts[period] { counts[period] = max(0, count - amount) }
    }

    private func period(of moment: Date) -> Int {
        let seconds = moment.timeIntervalSince1970.rounded(.down)
        return (Int(exactly: seconds) ?? 0) / self.seconds
    }
}
