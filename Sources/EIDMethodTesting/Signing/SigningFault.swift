/// One way in which an upstream that signs can misbehave although the network is fine.
///
/// Benches switch over this with a `default` that answers `false`, so that it may grow.
@nonexhaustive
public enum SigningFault: String, Sendable, Hashable, CaseIterable {
    /// Another person approves in the second half than showed their certificate in the first.
    case otherSigner
    /// The upstream says that this person may not sign.
    case notAllowed
    /// The signer has no credential that could sign now.
    case unfitCredential
    /// Values arrive in another order than the digests were sent in, each under its name.
    case valuesReordered
    /// One value is missing.
    case valueMissing
    /// One value arrives twice, and another one not at all.
    case valueRepeated
    /// A value arrives that nobody asked for.
    case valueUnasked
    /// The first answer in each half says that the person is not done yet.
    case slowPerson
}
