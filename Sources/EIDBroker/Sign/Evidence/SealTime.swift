import FoundationEssentials

/// When the seal of evidence was there at the latest, by a timestamp that held when it was made.
struct SealTime: Hashable, Sendable {
    /// As of when everything under the seal is judged.
    let time: Date
    /// Whether the timestamp still proves it; where it does not, the evidence is in doubt already.
    let isProven: Bool
}
