package import FoundationEssentials

/// What the material says about a certificate.
extension ValidationMaterial {
    /// The best answer there is about a certificate: one made after the moment in question, or one that held then.
    package func answer(
        about certificate: Certificate,
        issuer: Certificate,
        at moment: Date
    ) throws(SignatureError) -> RevocationAnswer {
        var fallback: RevocationAnswer?
        let answers = answers(about: certificate, issuer: issuer)
        // One answer that says revoked weighs more than any number of older or later ones that say good.
        if let revoked = answers.first(where: { $0.isRevoked(at: moment) }) { return revoked }
        for answer in answers {
            // A later answer shows the past as well; an earlier one only what was known then.
            if answer.thisUpdate >= moment { return answer }
            if answer.covers(moment), answer.thisUpdate > fallback?.thisUpdate ?? .distantPast { fallback = answer }
        }
        guard let fallback else {
            throw SignatureError(.revocationUnavailable, "no answer says whether a certificate is revoked")
        }
        return fallback
    }

    /// Whether there is an answer about every certificate on some paths that needs one.
    func isComplete(for paths: [CertificatePath], at moment: Date) -> Bool {
        paths.flatMap(\.links).allSatisfy { link in
            link.certificate.extensions.needsNoRevocationCheck
                || (try? answer(about: link.certificate, issuer: link.issuer, at: moment)) != nil
        }
    }

    /// Refuses a timestamp whose authority had lost its certificate.
    ///
    /// Where the key was stolen, or no reason is given, every timestamp that is not older than a proof falls; otherwise
    /// only those made after the revocation (ETSI EN 319 102-1 §5.2.6).
    func checkAuthority(of timestamp: VerifiedTimestamp, at moment: Date) throws(SignatureError) {
        for link in timestamp.path.links {
            for answer in answers(about: link.certificate, issuer: link.issuer) {
                guard case .revoked(let since, let reason) = answer.status else { continue }
                let isHarmless = reason == 3 || reason == 4 || reason == 5  // moved, superseded, gone out of business
                guard since > (isHarmless ? timestamp.time : moment) else {
                    throw SignatureError(.timestampFailed, "the timestamp authority's certificate was revoked")
                }
            }
        }
    }

    private func answers(about certificate: Certificate, issuer: Certificate) -> [RevocationAnswer] {
        responses.compactMap { try? OCSPResponse(der: $0).answer(about: certificate, issuer: issuer) }
            + lists.compactMap { try? RevocationList(der: $0).answer(about: certificate, issuer: issuer) }
    }
}
