/// Where a signing over the OASIS interface stands.
enum OASISStage: Codable, Sendable {
    /// The person has been sent away to say who they are.
    case identifying(OASISErrand)
    /// The signer is known.
    case ready(OASISSigner)
    /// The person has been sent away to approve digests, whose names are the documents' ids.
    case approving(OASISErrand, OASISSigner, names: [String])
}
