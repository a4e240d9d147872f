import EIDMethod
import FoundationEssentials

/// What a transaction at BankID carries from step to step.
public struct SwedishBankIDState: Codable, Sendable, CustomStringConvertible, CustomReflectable {
    /// Tells transactions apart that have no order yet.
    let id: String
    /// The order in progress; `nil` while a caller's number is asked for.
    var order: BankIDOrder?
    /// When the first order began.
    var startedAt: Date
    /// What BankID said last about the order.
    var hint: BankIDHint?
    /// How often in a row BankID did not answer.
    var misses = 0
    /// Whether the browser has come back from the app with this order's nonce.
    var hasReturned = false
    /// Who approved, while the browser has not come back from the app yet.
    var arrived: VerifiedIdentity?

    /// How far it is, without the order and who approved.
    public var description: String { "BankID order \(id), \(hint?.rawValue ?? "new")" }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
