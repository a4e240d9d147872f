import FoundationEssentials

/// What a responder says about a certificate (RFC 6960 §4.2.1).
enum CertificateStatus {
    case good
    case unknown
    case revoked(Revocation)
    /// Said of a number that nobody issued, by a responder that does not want to say that it knows nothing.
    case neverIssued

    var isUnissued: Bool { if case .neverIssued = self { true } else { false } }

    var der: DER {
        switch self {
        case .good: return .implicit(0)
        case .unknown: return .implicit(2)
        case .neverIssued:
            return Self.revoked(Revocation(date: Date(timeIntervalSince1970: 0), reason: .certificateHold)).der
        case .revoked(let revocation):
            let reason = DER.explicit(0, .enumerated(revocation.reason.rawValue))
            let time = DER.generalTime(revocation.date)
            return .explicit(1, DER(encoded: time.bytes + (revocation.reason == .unspecified ? [] : reason.bytes)))
        }
    }
}
