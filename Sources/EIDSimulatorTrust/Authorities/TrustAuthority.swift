/// The authorities of the simulated trust service; the raw value is their name in files and addresses.
package enum TrustAuthority: String, CaseIterable, Sendable {
    /// The root that relying parties trust.
    case root
    /// Issues people's certificates.
    case signers
    /// Issues organisations' certificates.
    case seals
    /// Issues the timestamp authority's certificate.
    case timestamps
    /// A root of its own that nobody trusts and no list names.
    case stranger
    /// A root of its own for TLS connections on loopback; no list names it, because it signs nothing that people read.
    case connections

    /// Who issues its certificate; `nil` is itself.
    var parent: TrustAuthority? {
        switch self {
        case .root, .stranger, .connections: nil
        case .signers, .seals, .timestamps: .root
        }
    }
}
