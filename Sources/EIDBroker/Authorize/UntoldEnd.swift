import FoundationEssentials

/// How a sign-in ended, kept for a browser that never heard of it: whoever told it may have told nobody.
struct UntoldEnd: Sendable {
    /// What the client was to get.
    enum Outcome: Sendable, Equatable {
        case code(String)
        case error(OAuthError)
    }

    let outcome: Outcome
    let endedAt: Date

    /// How long the first answer may be on its way: a second tab that is told sooner would bring the same code to a client that is
    /// about to redeem it, and a code that comes twice takes its tokens back (RFC 6749 §4.1.2).
    static let pause: TimeInterval = 3

    /// Whether the first answer has arrived by now, if it ever does.
    func mayBeToldAgain(at now: Date) -> Bool {
        endedAt.addingTimeInterval(Self.pause).isPast(at: now, after: Self.pause)
    }

    /// Whether an answer that lives for so many seconds is good for nothing any more.
    func isStale(at now: Date, after lifetime: Int) -> Bool {
        endedAt.addingTimeInterval(Double(lifetime)).isPast(at: now, after: Double(lifetime))
    }
}
