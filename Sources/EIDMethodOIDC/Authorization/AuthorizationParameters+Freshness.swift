public import EIDMethod

extension AuthorizationParameters {
    /// Passes on how recent the person's proof must be, beside what `prompt` and `maximumAge` already say; the stricter counts.
    ///
    /// No age at all asks for the same as `login`, and not every upstream knows both words for it.
    public mutating func demand(_ freshness: Freshness) {
        if let age = freshness.maximumAge { maximumAge = min(age, maximumAge ?? age) }
        guard freshness.reauthenticates || freshness.maximumAge == 0 else { return }
        let words = (prompt ?? "").split(separator: " ")
        if !words.contains("login") { prompt = (["login"] + words).joined(separator: " ") }
    }
}
