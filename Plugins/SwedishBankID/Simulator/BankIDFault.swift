/// What BankID can do wrong on demand, beside its error codes.
public enum BankIDFault: String, Sendable, CaseIterable {
    /// Answers about another order.
    case otherOrder
    /// The signature is for other unseen data.
    case otherUnseenData
    /// The signature is for another text than was shown.
    case otherText
    /// The value of the signature is another one.
    case brokenValue
    /// What was signed was changed afterwards.
    case changedData
    /// A second signature stands around the real one, over data of its own.
    case wrappedSignature
    /// The signature is made with SHA-1.
    case weakAlgorithm
    /// The data is transformed before it is hashed.
    case otherTransform
    /// The signature names an entity that a document type declares.
    case documentType
    /// The signature is made with somebody else's certificate.
    case otherCertificate
    /// The answer names another person than the certificate.
    case personNotOfCertificate
    /// The certificate comes from somebody whom nobody trusts.
    case strangeIssuer
    /// The certificate has ended.
    case expiredCertificate
    /// The certificate is of another kind of BankID than any.
    case otherPolicy
    /// The signature proves who somebody is, and was asked for to sign documents.
    case otherPurpose
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
    /// The status of the certificate carries a nonce that is too short.
    case shortStatusNonce
    /// The status of the certificate is cut off.
    case brokenStatus
    /// The status of the certificate is that of another one.
    case otherStatusCertificate
    /// The status of the certificate was made by somebody not entitled to it.
    case strangeResponder
    /// The certificate is revoked.
    case revoked
    /// The completion does not say who approved.
    case noPersonalNumber
    /// Somebody else approved than was asked for.
    case otherPerson
    /// A member of the answer occurs twice.
    case doubledMember
    /// The person's BankID is blocked.
    case blockedPerson
    /// The first answer after an approval says that the person is not done yet.
    case slowPerson
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
    /// The risk is stated in a word that is new.
    case unknownRisk
}
