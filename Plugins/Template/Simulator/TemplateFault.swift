/// What the pigeon post can do wrong on demand.
public enum TemplateFault: String, Sendable, CaseIterable {
    /// Sealed with another secret.
    case wrongSignature
    /// Says in its header that it needs no seal.
    case unsignedAnswer
    /// Changed after sealing.
    case tamperedAnswer
    case wrongNonce, wrongIssuer, wrongAudience
    /// Written yesterday, or tomorrow.
    case expiredAnswer, futureAnswer
    case missingSubject
    /// The subject stands in the letter twice.
    case duplicateMembers
    case attributesMissing, attributesEmpty, attributesMistyped
    case lowerAssurance, noAssurance, unknownAssurance
}
