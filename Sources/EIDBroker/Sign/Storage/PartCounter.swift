/// Counts the parts of one download.
actor PartCounter {
    private var index = 0

    /// The part that comes next, from 0.
    func next() -> Int {
        defer { index += 1 }
        return index
    }
}
