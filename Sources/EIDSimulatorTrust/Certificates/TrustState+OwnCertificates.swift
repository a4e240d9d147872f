import FoundationEssentials

/// Certificates that the service issues to itself, and again when they run out.
extension TrustState {
    /// The responder of an authority: its key, below the authority itself (RFC 6960 §4.2.2.2).
    mutating func responder(of role: TrustAuthority, at now: Date) throws(TrustError) -> OwnCertificate {
        try ownCertificate(
            TrustServiceName.responder(role),
            by: role,
            days: 30,
            extensions: [
                .keyUsage(.digitalSignature), .extendedKeyUsage(["1.3.6.1.5.5.7.3.9"]), .noCheck,
            ],
            at: now
        )
    }

    /// The unit that signs timestamps; its purpose is the only one and critical (RFC 3161 §2.3).
    mutating func timestampUnit(at now: Date) throws(TrustError) -> OwnCertificate {
        try ownCertificate(
            TrustServiceName.timestampUnit,
            by: .timestamps,
            days: 5 * 365,
            extensions: [
                .keyUsage(.digitalSignature), .extendedKeyUsage(["1.3.6.1.5.5.7.3.8"], isCritical: true),
                .policies([TrustPolicy.timestamps]),
            ],
            at: now
        )
    }

    private mutating func ownCertificate(
        _ name: String,
        by role: TrustAuthority,
        days: Int,
        extensions: [CertificateExtension],
        at now: Date
    ) throws(TrustError) -> OwnCertificate {
        if let known = own[name], known.life.contains(now) { return known }
        let issuer = try authority(role, at: now)
        let key = try TrustKey.generate(.p256)
        // Older than the oldest answer that a fault gives.
        let start = now.addingTimeInterval(-3 * TrustService.day)
        let life = start...now.addingTimeInterval(TimeInterval(days) * TrustService.day)
        let subject = DER.name([
            (NameAttribute.country, "BE"), (NameAttribute.organization, TrustServiceName.organization),
            (NameAttribute.commonName, name),
        ])
        let issued = try issue(
            CertificateTemplate(
                subject: subject,
                publicKeyInfo: key.publicKeyInfo,
                notBefore: life.lowerBound,
                notAfter: life.upperBound,
                extensions: extensions + [.subjectKey(key.identifier)] + pointers(to: issuer)
            ),
            by: issuer,
            at: now
        )
        let made = OwnCertificate(
            key: key,
            certificate: issued.der,
            serial: issued.serial,
            issuer: issuer,
            subject: subject,
            life: life
        )
        own[name] = made
        return made
    }
}
