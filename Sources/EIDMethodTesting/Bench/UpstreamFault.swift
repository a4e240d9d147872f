/// One way in which an upstream's answers can be wrong although the network is fine.
///
/// The suite brings the network's own faults (no connection, silence, oversized and garbled bodies, 5xx, redirects) by
/// itself. Benches switch over this with a `default` that answers `false`, so that it may grow.
@nonexhaustive
public enum UpstreamFault: String, Sendable, Hashable, CaseIterable {
    /// The identity is signed by a key that the upstream does not publish, under the name of one that it does.
    case wrongSignature
    /// The identity carries no signature, or says that it needs none.
    case unsignedAnswer
    /// The identity was changed after it was signed.
    case tamperedAnswer
    /// The identity answers somebody else's request: another nonce, or none.
    case wrongNonce
    /// The identity names another issuer.
    case wrongIssuer
    /// The identity is meant for another client.
    case wrongAudience
    /// The identity is meant for another client beside us, and says that we are the one it was issued to.
    case extraAudience
    /// The identity has expired long ago.
    case expiredAnswer
    /// The identity will be issued tomorrow.
    case futureAnswer
    /// The identity names nobody.
    case missingSubject
    /// A second answer of the same transaction is about somebody else.
    case subjectMismatch
    /// A member of an answer occurs twice with different values.
    case duplicateMembers
    /// The upstream signs with a new key from now on, and publishes it.
    case keyRotation
    /// Everything that may be missing about the person is missing.
    case attributesMissing
    /// Everything that may be missing about the person arrives as an empty text.
    case attributesEmpty
    /// Attributes arrive as values of a wrong JSON type.
    case attributesMistyped
    /// The upstream states the lowest level that it knows, whatever was asked for.
    case lowerAssurance
    /// The upstream states no level at all.
    case noAssurance
    /// The upstream states a level that nobody has heard of.
    case unknownAssurance
}
