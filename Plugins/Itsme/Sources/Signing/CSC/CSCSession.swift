import FoundationEssentials

/// An open session: whose credential it is, and what opens it.
///
/// It is a secret until it is revoked.
struct CSCSession: Codable, Sendable {
    let authorize: URL
    let bearer: String
    let credentialID: String
}
