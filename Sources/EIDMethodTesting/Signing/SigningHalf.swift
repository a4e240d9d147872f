/// The two halves of a signing.
public enum SigningHalf: String, Sendable, Hashable, CaseIterable {
    /// Up to the signer's certificate.
    case first
    /// From the digests to their values.
    case second
}
