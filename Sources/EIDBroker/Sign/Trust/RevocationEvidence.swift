import EIDSignature
import FoundationEssentials

/// What issuers say about the paths of one signature, as material that can be embedded.
struct RevocationEvidence {
    /// What was found about the signer.
    struct Found {
        let material: ValidationMaterial
        /// Why the material does not carry a signature into the future, although it is good for today.
        let shortfall: SigningFailure?
    }

    let trust: CertificateTrust
    let signer: SignerCertificate
    let now: Date
    /// When the document was prepared: answers asked for until then are not new.
    let preparedAt: Date
    /// Whether an answer will do that was made before the signature and held when it was made.
    let acceptsEarlier: Bool

    /// Asks about the signer's path; a certificate taken back before the signature existed is refused.
    ///
    /// `moment` is the best proof of when that was. The signer's own certificate is always asked about anew; without an
    /// answer, one kept from the first half will do for a signature that need not stand alone. With `wantsFresh`, no
    /// answer at all is a shortfall too, and whether it will do is for the order to say.
    func signer(since moment: Date?, wantsFresh: Bool) async throws(SigningFailure) -> Found {
        let path = try trust.path(of: signer)
        var material = ValidationMaterial(certificates: path.certificates)
        material.merge(ValidationMaterial(certificates: await trust.issuers.issuers(above: path)))
        var shortfall: SigningFailure?
        for (index, link) in path.links.enumerated() {
            do throws(SigningFailure) {
                let finding =
                    index == 0
                    ? try await newest(link.certificate, link.issuer, since: moment ?? now)
                    : try await trust.revocation.current(link.certificate, issuer: link.issuer)
                try SigningFailure.mapping(unreadable: .revocationUnavailable) { () throws(SignatureError) in
                    try finding.answer.check(at: moment ?? now)
                }
                material.add(finding)
                let isEnough =
                    finding.isFresh || acceptsEarlier && finding.isNew && finding.answer.covers(moment ?? now)
                if index == 0, !isEnough {
                    shortfall = SigningFailure(.revocationUnavailable, "the answer is older than the signature")
                }
            } catch {
                if link.certificate.needsNoAnswer, error.code == .revocationUnavailable { continue }
                // The operator vouches for a seal whose issuer keeps no books.
                let isUnbooked =
                    signer.holder == .organisation && link.certificate.extensions.ocspURLs.isEmpty
                    && link.certificate.extensions.listURLs.isEmpty
                guard isUnbooked || wantsFresh, error.code == .revocationUnavailable else { throw error }
                shortfall = error
            }
        }
        return Found(material: material, shortfall: wantsFresh ? shortfall : nil)
    }

    /// Asks about a timestamp authority's path; if it lost its certificate, the timestamp is worth nothing.
    func authority(_ timestamp: VerifiedTimestamp) async throws(SigningFailure) -> ValidationMaterial {
        var material = ValidationMaterial(certificates: timestamp.path.certificates)
        material.merge(ValidationMaterial(certificates: await trust.issuers.issuers(above: timestamp.path)))
        for link in timestamp.path.links {
            guard let finding = try await trust.revocation.currentIfNeeded(link.certificate, issuer: link.issuer) else {
                continue
            }
            guard !finding.answer.isRevoked(at: now) else {
                throw SigningFailure(.timestampFailed, "the timestamp authority's certificate was revoked")
            }
            try SigningFailure.mapping(unreadable: .revocationUnavailable) { () throws(SignatureError) in
                try finding.answer.check(at: now)
            }
            material.add(finding)
        }
        return material
    }

    private func newest(
        _ certificate: Certificate,
        _ issuer: Certificate,
        since moment: Date
    ) async throws(SigningFailure) -> RevocationSource.Finding {
        do throws(SigningFailure) {
            return try await trust.revocation.fresh(certificate, issuer: issuer, since: moment, after: preparedAt)
        } catch {
            guard let kept = await trust.revocation.kept(certificate, issuer: issuer) else { throw error }
            return kept
        }
    }
}

extension ValidationMaterial {
    /// Takes an answer as it came.
    mutating func add(_ finding: RevocationSource.Finding) {
        merge(
            finding.isList
                ? ValidationMaterial(lists: [finding.answer.der]) : ValidationMaterial(responses: [finding.answer.der])
        )
    }
}
