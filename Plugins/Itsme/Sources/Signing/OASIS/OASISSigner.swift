import FoundationEssentials

/// The signer, as the first half names them.
struct OASISSigner: Codable, Sendable {
    let userCode: String
    let certificates: [Data]
}
