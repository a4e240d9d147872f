import FoundationEssentials

/// Where a signing over the CSC interface stands.
enum CSCStage: Codable, Sendable {
    /// The person has been sent away to open a session.
    case opening(authorize: URL)
    /// The session is open and the signer is known.
    case ready(CSCSession)
    /// The person has been sent away to approve digests.
    case approving(CSCSession, [NamedDigest])
}
