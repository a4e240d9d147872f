import EIDMethod

/// How far an order is.
enum BankIDProgress: Sendable {
    /// The person has something to do.
    case waiting(SwedishBankIDState)
    /// They have done it, and this is who they are.
    case arrived(VerifiedIdentity)
}
