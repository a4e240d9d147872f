package import EIDSimulatorTrust
package import FoundationEssentials

/// Who certifies that a key belongs to somebody: a trust service, or what stands in for one in a test.
package protocol SignerCredentials: Sendable {
    /// Makes a key and a certificate for it, on demand one that is unsuitable.
    func issue(to signer: SignerSubject, profile: SignerProfile) throws -> IssuedCertificate
    /// Takes a certificate back from a time on.
    func revoke(_ certificate: IssuedCertificate, at time: Date) throws
}
