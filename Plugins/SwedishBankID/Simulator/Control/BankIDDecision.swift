/// What a person does with an order that their app shows.
public enum BankIDDecision: Sendable, Hashable {
    /// Types the security code.
    case approve
    /// Presses cancel.
    case cancel
    /// Says that nobody is on the phone.
    case declineCall
    /// Gets as far as this hint.
    case reach(String)
    /// Ends with this hint, whatever it is.
    case fail(String)

    /// What BankID says of orders that wait; a hint that it has not thought of yet can be reached as well.
    public static let pendingHints: Set<String> = [
        "outstandingTransaction", "noClient", "started", "userMrtd", "userCallConfirm", "userSign",
    ]
}
