/// What the provider can do wrong on demand.
public enum OpenIDConnectFault: String, Sendable, CaseIterable {
    /// Signed with a key that is not published, under the name of one that is.
    case wrongSignature
    /// Says in its header that it needs no signature.
    case unsignedAnswer
    /// Changed after signing.
    case tamperedAnswer
    case wrongNonce, wrongIssuer, wrongAudience
    /// For somebody else as well, with the client as the authorized party.
    case extraAudience
    /// Issued yesterday, or tomorrow.
    case expiredAnswer, futureAnswer
    case missingSubject
    /// UserInfo is about somebody else.
    case subjectMismatch
    /// The subject stands in the token twice.
    case duplicateMembers
    /// New keys from now on.
    case keyRotation
    case attributesMissing, attributesEmpty, attributesMistyped
    case lowerAssurance, noAssurance, unknownAssurance
    /// Tokens without the encryption that was agreed.
    case notEncrypted
    /// UserInfo as plain JSON where a token was agreed.
    case plainUserInfo
    /// Sends people who are remembered straight back, whatever the client demands.
    case ignoredFreshness
    /// No `auth_time`, or one from yesterday.
    case noAuthenticationTime, oldAuthentication
    /// Refuses every pushed request as one that it cannot read.
    case pushRefused
    /// Answers a pushed request without a reference.
    case pushWithoutReference
}
