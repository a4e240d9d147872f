import EIDMethod
import FoundationEssentials

/// Where a signing over the OASIS interface stands.
enum OASISStage: Codable, Sendable {
    /// The person has been sent away to say who they are.
    case identifying(OASISErrand)
    /// The signer is known.
    case ready(OASISSigner)
    /// The person has been sent away to approve digests, whose names are the documents' ids.
    case approving(OASISErrand, OASISSigner, names: [String])
}

/// Something that the person does at itsme, and the session that we ask about it.
struct OASISErrand: Codable, Sendable {
    let session: String
    let page: URL
    /// Whether the browser has come back with our state; only then the session may be polled, or somebody who was
    /// lured to the page would act for whoever waits.
    var hasReturned = false
}

/// The signer, as the first half names them.
struct OASISSigner: Codable, Sendable {
    let userCode: String
    let certificates: [Data]
}
