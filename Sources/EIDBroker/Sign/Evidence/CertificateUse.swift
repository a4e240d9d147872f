import FoundationEssentials

/// When a key was used, as far as anything says so.
struct CertificateUse: Hashable, Sendable {
    /// As of when its certificate is judged.
    let time: Date
    /// Whether anything says that it was used then: without it, a revocation may have come after.
    let isKnown: Bool
}
