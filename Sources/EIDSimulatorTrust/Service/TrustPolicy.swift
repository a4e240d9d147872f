/// Under which rules certificates and timestamps are made.
///
/// Ours stand below 2.999, the arc for examples; the others are ETSI's (EN 319 411-2).
package enum TrustPolicy {
    /// People's certificates of this service.
    package static let signers = "2.999.49274.1"
    /// Seals' certificates of this service.
    package static let seals = "2.999.49274.2"
    /// Timestamps of this service.
    package static let timestamps = "2.999.49274.3"
    static let qualifiedPersonInDevice = "0.4.0.194112.1.2"
    static let qualifiedSeal = "0.4.0.194112.1.1"
    static let qualifiedSealInDevice = "0.4.0.194112.1.3"
}
