/// How long the other end of a transfer may still let us wait: a little at the start, and more for every byte it moves.
///
/// One rule bounds both a single pause and the whole, whatever the size: who drips bytes runs out of credit, and who has
/// been fast cannot save up for a long pause. Time that we ourselves take costs nothing.
struct TransferCredit: Sendable {
    private let most: Duration
    private let bytesPerSecond: Int
    private(set) var left: Duration

    init(most: Duration, bytesPerSecond: Int) {
        self.most = most
        self.bytesPerSecond = max(bytesPerSecond, 1)
        left = most
    }

    /// Counts a pause that ended with some bytes, or with none.
    mutating func spend(_ pause: Duration, for bytes: Int) {
        let earned = Duration.seconds(Double(max(bytes, 0)) / Double(bytesPerSecond))
        left = min(most, max(.zero, left - pause) + earned)
    }
}
