package import FoundationEssentials

/// Organisations' certificates.
extension TrustService {
    /// Issues a certificate for seals; `identifier` is such as `NTRBE-0123456789` or `VATBE-0123456789`.
    ///
    /// The key can be taken out, so the certificate claims no device unless it is told to.
    package func issueSeal(
        organization: String,
        identifier: String,
        country: String = "BE",
        validity: TimeInterval = 2 * 365 * 86_400,
        inDevice: Bool = false
    ) throws(TrustError) -> IssuedCertificate {
        try SignerSubject.check(country: country)
        try SignerSubject.check([organization, identifier])
        // ETSI EN 319 412-1 §5.1.4: register, country, hyphen, number.
        guard identifier.hasPrefix("NTR\(country)-") || identifier.hasPrefix("VAT\(country)-"),
            identifier.utf8.count > 6
        else { throw TrustError(.unsuitable, "an identifier is such as NTRBE-0123456789 or VATBE-0123456789") }
        let life = try life(validity)
        let name = DER.name([
            (NameAttribute.country, country), (NameAttribute.organization, organization),
            (NameAttribute.organizationIdentifier, identifier),
            (NameAttribute.commonName, "\(organization) (SIMULATED SEAL)"),
        ])
        let policy = inDevice ? TrustPolicy.qualifiedSealInDevice : TrustPolicy.qualifiedSeal
        return try issue(
            name,
            life: life,
            extensions: [
                .keyUsage([.digitalSignature, .nonRepudiation]),
                .policies([TrustPolicy.seals, policy]),
                .qualifiedStatements(.seal, inDevice: inDevice, disclosure: disclosureURL),
            ],
            by: .seals
        )
    }
}
