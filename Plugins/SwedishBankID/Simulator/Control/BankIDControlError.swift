/// Why a person cannot do something.
public enum BankIDControlError: Error, Sendable, Hashable {
    /// No pending order fits.
    case noOrder
    /// The code is no code of a pending order.
    case badCode
    /// The code is of another moment.
    case staleCode(seconds: Int)
    /// An app has the order already.
    case alreadyOpened
    /// No app has the order yet, so that nobody can approve it.
    case notOpened
}
