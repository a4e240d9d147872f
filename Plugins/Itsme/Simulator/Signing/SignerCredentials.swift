public import FoundationEssentials

/// Who certifies that a key belongs to somebody: a trust service, or what stands in for one in a test.
public protocol SignerCredentials: Sendable {
    /// Makes a key and a certificate for it, on demand one that has expired already.
    func issue(to signer: SignerName, isExpired: Bool) throws -> SignerCredential
    /// Takes a certificate back from a time on.
    func revoke(_ credential: SignerCredential, at time: Date) throws
}
