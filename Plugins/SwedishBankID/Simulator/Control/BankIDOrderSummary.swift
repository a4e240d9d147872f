/// An order, for tests to look at.
public struct BankIDOrderSummary: Sendable, Hashable {
    /// Its name.
    public let reference: String
    /// The call that made it.
    public let route: BankIDRoute
    /// The last hint, or `complete`.
    public let hint: String
    /// The members that the call had.
    public let members: Set<String>
    /// The address of the return, if one was given.
    public let returnURL: String?
    /// The end user's address, if one was given.
    public let endUserAddress: String?
    /// What the app shows, decoded.
    public let visible: String?
    /// What is signed without being shown, decoded.
    public let unseen: String?
}
