package import FoundationEssentials
import Synchronization

/// Certificates that no longer count.
extension TrustService {
    /// Revokes a certificate of any authority here, without a time from now on.
    ///
    /// What was revoked before stays as it was.
    package func revoke(
        _ serial: SerialNumber,
        at date: Date? = nil,
        reason: Revocation.Reason = .unspecified
    ) throws(TrustError) {
        let revocation = Revocation(date: date ?? now(), reason: reason)
        try state.withLock { state throws(TrustError) in
            guard try state.register.issuer(of: serial) != nil else {
                throw TrustError(.unknownSerial, "no certificate has the number \(serial)")
            }
            try state.register.revoke(serial, revocation)
        }
    }

    /// An authority's revocation list, good for a day (RFC 5280 §5), whatever it is worth.
    ///
    /// Its number is the time, so it grows as long as the clock does. Certificates stay on it after they expire. `moment` is for
    /// services whose own clock stands still.
    package func revocationList(
        of role: TrustAuthority,
        fault: RevocationListFault? = nil,
        at moment: Date? = nil
    ) throws(TrustError) -> [UInt8] {
        let now = moment ?? now()
        let time = fault == .stale ? now.addingTimeInterval(-2 * Self.day) : now
        let (issuer, revoked, signer) = try state.withLock { state throws(TrustError) in
            let issuer = try state.authority(role, at: now)
            var revoked = try state.register.revoked(by: role)
            if fault == .everything {
                let revocation = Revocation(date: now.addingTimeInterval(-3600), reason: .keyCompromise)
                revoked = try state.register.issued(by: role).map { ($0, revocation) }
            }
            let other: TrustAuthority = role == .stranger ? .root : .stranger
            return (issuer, revoked, fault == .foreignKey ? try state.authority(other, at: now) : issuer)
        }
        // A list without entries leaves the whole part out.
        let entries = revoked.isEmpty ? [] : [DER.sequence(revoked.map(Self.entry))]
        let number = UInt64(max(0, time.timeIntervalSince1970.rounded(.down)))
        let extensions: [CertificateExtension] = [
            .authorityKey(issuer.key.identifier),
            CertificateExtension(oid: "2.5.29.20", value: .integer(number)),
            // expiredCertsOnCRL: since ever.
            CertificateExtension(oid: "2.5.29.60", value: .generalTime(Date(timeIntervalSince1970: 0))),
        ]
        let contents =
            [DER.integer(1), signer.key.signatureAlgorithm, issuer.name, .time(time)]
            + [.time(time.addingTimeInterval(Self.day))] + entries
            + [.explicit(0, .sequence(extensions.map(\.der)))]
        return try signer.key.signed(.sequence(contents))
    }

    private static func entry(_ serial: SerialNumber, _ revocation: Revocation) -> DER {
        var parts = [DER.integer(serial.bytes), .time(revocation.date)]
        // RFC 5280 §5.3.1: "unspecified" is said by saying nothing.
        if revocation.reason != .unspecified {
            let reason = CertificateExtension(oid: "2.5.29.21", value: .enumerated(revocation.reason.rawValue))
            parts.append(.sequence(reason.der))
        }
        return .sequence(parts)
    }
}
