import FoundationEssentials

extension Date {
    /// Whether a term that ends here is over; one that ends later than any of its length that begins now was set by a clock that
    /// has been set back since.
    func isPast(at now: Date, after length: TimeInterval) -> Bool {
        self <= now || timeIntervalSince(now) > length
    }
}
