package import FoundationEssentials

/// What the material says about a certificate.
extension ValidationMaterial {
    /// The best answer there is about a certificate: one made after the moment in question, or one that held then; never one
    /// that knows nothing of it, nor one that cannot have been made by `now`.
    package func answer(
        about certificate: Certificate,
        issuer: Certificate,
        at moment: Date,
        asOf now: Date
    ) throws(SignatureError) -> RevocationAnswer {
        var fallback: RevocationAnswer?
        let answers = answers(about: certificate, issuer: issuer)
        // One answer that says revoked weighs more than any number of older or later ones that say good.
        if let revoked = answers.first(where: { $0.isRevoked(at: moment) }) { return revoked }
        for answer in answers where answer.status != .unknown && answer.isCredible(at: now) {
            // A later answer shows the past as well; an earlier one only what was known then.
            if answer.thisUpdate >= moment { return answer }
            if answer.covers(moment), answer.thisUpdate > fallback?.thisUpdate ?? .distantPast { fallback = answer }
        }
        guard let fallback else {
            throw SignatureError(.revocationUnavailable, "no answer says whether a certificate is revoked")
        }
        return fallback
    }

    /// The same, or `nil` for a certificate that needs no answer, unless somebody says all the same that it was revoked.
    package func status(
        of certificate: Certificate,
        issuer: Certificate,
        at moment: Date,
        asOf now: Date
    ) throws(SignatureError) -> RevocationAnswer? {
        if certificate.needsNoAnswer,
            !answers(about: certificate, issuer: issuer).contains(where: { $0.isRevoked(at: moment) })
        {
            return nil
        }
        return try answer(about: certificate, issuer: issuer, at: moment, asOf: now)
    }

    /// Whether there is an answer about every certificate on some paths that needs one.
    ///
    /// `ocsp-nocheck` is a responder's to have (RFC 6960 §4.2.2.2.1), and responders stand on no path here.
    func isComplete(for paths: [CertificatePath], at moment: Date, asOf now: Date) -> Bool {
        paths.flatMap(\.links).allSatisfy { link in
            do throws(SignatureError) {
                _ = try status(of: link.certificate, issuer: link.issuer, at: moment, asOf: now)
                return true
            } catch { return false }
        }
    }

    /// Whether every certificate on some paths is here, apart from anchors, which a reader brings along; one that is its own
    /// anchor is no exception, since a signature without its certificate is of no use to anybody.
    func hasCertificates(of paths: [CertificatePath]) -> Bool {
        let present = Set(certificates)
        return paths.allSatisfy { path in
            present.isSuperset(of: path.certificates.prefix(max(1, path.certificates.count - 1)))
        }
    }

    /// Refuses a timestamp whose authority had lost its certificate.
    ///
    /// Where the key was stolen, or no reason is given, every timestamp that is not older than a proof falls; otherwise
    /// only those made after the revocation (ETSI EN 319 102-1 §5.2.6).
    func checkAuthority(of timestamp: VerifiedTimestamp, at moment: Date) throws(SignatureError) {
        let path = timestamp.path
        let anchor = TrustAnchors(path.certificates.suffix(1))
        let ofKeys = revocations(on: path, below: anchor, at: moment)
        for revocation in revocations(on: path) + ofKeys {
            guard revocation.since > (revocation.leavesTheKeyAlone ? timestamp.time : moment) else {
                throw SignatureError(.timestampFailed, "the timestamp authority's certificate was revoked")
            }
        }
    }

    /// How many answers hold for none of the certificates here, with their issuers from here or from the anchors; only so
    /// many are looked at.
    package func unusedAnswers(anchors: [Certificate] = []) -> Int {
        let subjects = certificates.prefix(64)
        // Many may be trusted: only those count among the many that issued something here.
        let names = Set(subjects.map(\.issuer.der))
        let present = Set(certificates)
        let known = known
        var issuers: [[UInt8]: [Certificate]] = [:]
        for issuer in certificates + anchors.filter({ !present.contains($0) }) where names.contains(issuer.subject.der)
        {
            // What one key signed the same key verifies, whatever other certificates it has; nobody has many keys.
            let others = issuers[issuer.subject.der, default: []]
            guard others.count < 8, !others.contains(where: { $0.key == issuer.key }) else { continue }
            issuers[issuer.subject.der] = others + [issuer]
        }
        let pairs = subjects.flatMap { certificate in
            issuers[certificate.issuer.der, default: []].map { (certificate, $0) }
        }.prefix(256)
        let responses = responses.prefix(64).filter { der in
            !pairs.contains { known.answer(inResponse: der, about: $0, issuer: $1) != nil }
        }
        let lists = lists.prefix(64).filter { der in
            !pairs.contains { known.answer(inList: der, about: $0, issuer: $1) != nil }
        }
        return responses.count + lists.count
    }

    func answers(about certificate: Certificate, issuer: Certificate) -> [RevocationAnswer] {
        responses.compactMap { known.answer(inResponse: $0, about: certificate, issuer: issuer) }
            + lists.compactMap { known.answer(inList: $0, about: certificate, issuer: issuer) }
    }
}
