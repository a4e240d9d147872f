package import FoundationEssentials
import Synchronization

/// People's certificates.
extension TrustService {
    /// Issues a certificate for a new RSA key, in the shape of real ones for qualified signatures.
    ///
    /// Without a validity it lasts three years. `policies` stand there beside those of the service.
    package func issueSigner(
        _ subject: SignerSubject,
        validity: TimeInterval = 3 * 365 * 86_400,
        profile: SignerProfile = .qualified,
        policies: [String] = []
    ) throws(TrustError) -> IssuedCertificate {
        let name = try subject.name()
        let life = try life(validity, profile)
        var extensions: [CertificateExtension] = [
            .keyUsage(profile == .withoutNonRepudiation ? [.digitalSignature] : [.digitalSignature, .nonRepudiation]),
            .extendedKeyUsage(["1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4", "1.3.6.1.4.1.311.10.3.12"]),
        ]
        if profile == .withoutStatements {
            extensions.append(.policies([TrustPolicy.signers] + policies))
        } else {
            extensions.append(.policies([TrustPolicy.signers, TrustPolicy.qualifiedPersonInDevice] + policies))
            let url = disclosureURL
            extensions.append(.qualifiedStatements(.signature, inDevice: true, disclosure: url))
        }
        return try issue(
            name,
            life: life,
            extensions: extensions,
            by: profile == .otherIssuer ? .stranger : .signers
        )
    }

    /// A life from now on.
    func life(_ validity: TimeInterval) throws(TrustError) -> ClosedRange<Date> {
        guard validity >= 1, validity <= 10 * Self.year else {
            throw TrustError(.unsuitable, "a certificate lives for a second to ten years")
        }
        let time = now()
        // A little back, because clocks differ.
        return time.addingTimeInterval(-300)...time.addingTimeInterval(validity)
    }

    private func life(
        _ validity: TimeInterval,
        _ profile: SignerProfile
    ) throws(TrustError) -> ClosedRange<Date> {
        let usual = try life(validity)
        let time = now()
        switch profile {
        case .expired:
            return time.addingTimeInterval(-Self.day - min(validity, Self.year))...time.addingTimeInterval(-Self.day)
        case .notYetValid: return time.addingTimeInterval(Self.day)...time.addingTimeInterval(Self.day + validity)
        default: return usual
        }
    }

    /// Issues a certificate for a new RSA key.
    func issue(
        _ name: DER,
        life: ClosedRange<Date>,
        extensions: [CertificateExtension],
        by role: TrustAuthority,
        namesServices: Bool = true
    ) throws(TrustError) -> IssuedCertificate {
        // Outside the lock: this is what takes time.
        let key = try state.withLock(\.settings).key()
        let time = now()
        return try state.withLock { state throws(TrustError) in
            let issuer = try state.authority(role, at: time)
            let pointers = namesServices ? state.pointers(to: issuer) : [.authorityKey(issuer.key.identifier)]
            let template = CertificateTemplate(
                subject: name,
                publicKeyInfo: key.publicKeyInfo,
                notBefore: life.lowerBound,
                notAfter: life.upperBound,
                extensions: extensions + [.subjectKey(key.identifier)] + pointers
            )
            let issued = try state.issue(template, by: issuer, at: time)
            var chain = [issuer.certificate]
            if let parent = role.parent { chain.append(try state.authority(parent, at: time).certificate) }
            return IssuedCertificate(issued.der, chain: chain, serial: issued.serial, key: key)
        }
    }
}
