/// What BankID can do wrong on demand, beside its error codes.
public enum BankIDFault: String, Sendable, CaseIterable {
    /// Answers about another order.
    case otherOrder
    /// The signature is for other unseen data.
    case otherUnseenData
    /// The signature is for another text than was shown.
    case otherText
    /// No signature comes with the completion.
    case noSignature
    /// The signature holds the unseen data twice.
    case doubledData
    /// The status of the certificate was made two days ago.
    case oldStatus
    /// The status of the certificate will be made tomorrow.
    case futureStatus
    /// The status of the certificate belongs to another signature.
    case otherStatus
    /// The certificate is revoked.
    case revoked
    /// The completion does not say who approved.
    case noPersonalNumber
    /// Somebody else approved than was asked for.
    case otherPerson
    /// A member of the answer occurs twice.
    case doubledMember
    /// Nothing about the person but the number.
    case bareUser
    /// Everything about the person but the number is an empty text.
    case emptyUser
    /// Everything about the person but the number is of a wrong type.
    case mistypedUser
    /// The phone read no passport although it was asked to.
    case noDocument
    /// The order is very risky.
    case highRisk
    /// The risk could not be computed.
    case noRisk
}
