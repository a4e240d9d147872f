import FoundationEssentials

/// Certificates of schemes that shape them their own way.
extension TrustService {
    /// Issues a certificate for a new RSA key.
    package func issuePerson(_ template: PersonTemplate) throws(TrustError) -> IssuedCertificate {
        let life: ClosedRange<Date> = if let life = template.life { life } else { try self.life(3 * Self.year) }
        return try issue(
            template.name,
            life: life,
            extensions: template.extensions(disclosure: disclosureURL),
            by: template.issuer,
            namesServices: template.namesServices
        )
    }
}
