/// Identifiers that may be used once, each client's its own, remembered for as long as they could be used again.
struct UsedIdentifiers: Sendable {
    private var ends: [String: Int] = [:]

    /// Uses an identifier up; `false` when it was used before and its time is not over.
    mutating func use(_ id: String, of client: ItsmeClient, until end: Int, at now: Int) -> Bool {
        if ends.count > 10_000 { ends = ends.filter { $0.value >= now } }
        let key = "\(client.id) \(id)"
        guard ends[key].map({ $0 < now }) ?? true else { return false }
        ends[key] = end
        return true
    }
}
