import FoundationEssentials

/// Something that the person does at itsme, and the session that we ask about it.
struct OASISErrand: Codable, Sendable {
    let session: String
    let page: URL
    /// Whether the browser has come back with our state; only then the session may be polled, or somebody who was
    /// lured to the page would act for whoever waits.
    var hasReturned = false
}
