/// The picture that stands on the web page and must be chosen on the phone, so that nobody approves another's request.
enum MatchingIcon: String, CaseIterable, Sendable {
    case star, anchor, umbrella, snowman, key, heart

    /// The picture as a character.
    var symbol: String {
        switch self {
        case .star: "★"
        case .anchor: "⚓"
        case .umbrella: "☂"
        case .snowman: "☃"
        case .key: "⚷"
        case .heart: "♥"
        }
    }
}
