/// A session, for tests to look at.
public struct SmartIDSessionSummary: Sendable, Hashable {
    /// Its name.
    public let id: String
    /// The call that began it.
    public let route: SmartIDRoute
    /// Whom it is for, where it began with a message.
    public let addressee: String?
    /// `waiting`, `opened`, `OK`, or how else it ended.
    public let phase: String
    /// The members that the call had.
    public let members: Set<String>
    /// The level asked for.
    public let level: String
    /// The address of the return; empty without one.
    public let callback: String
    /// The challenge or digest, base64.
    public let challenge: String
    /// What the app was told to show.
    public let shownTexts: [String]
    /// How the app was to ask, best first.
    public let interactionTypes: [String]
}
