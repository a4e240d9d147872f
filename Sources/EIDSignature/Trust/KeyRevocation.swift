package import FoundationEssentials

/// What was said of a key under another certificate.
///
/// RFC 5280 §6.3 asks about certificates, and a certificate with the name and the key of one that was revoked is another one. A key
/// that was stolen is stolen whatever certificates it has: none of them proves anything from then on.
extension ValidationMaterial {
    /// Refuses a certificate whose key was revoked under another certificate, by an issuer below the anchors; in doubt where no
    /// reason is given, and as good as before where its holder only gave that certificate up.
    func checkKey(
        of certificate: Certificate,
        on path: CertificatePath,
        below anchors: TrustAnchors,
        at moment: Date
    ) throws(SignatureError) {
        let revocations = revocations(ofKeyOf: [certificate], on: path, below: anchors, at: moment).filter {
            $0.since <= moment
        }
        if let stolen = revocations.first(where: \.isTheft) {
            let detail = "a key on the path was revoked under another certificate\(stolen.named)"
            throw SignatureError(.certificateRevoked, detail)
        }
        guard revocations.isEmpty else {
            throw SignatureError(
                .certificateUntrusted,
                "a key on the path was revoked under another certificate, and nobody says that it was not stolen"
            )
        }
    }

    /// The revocations of keys on a path that stand under other certificates and may mean the keys themselves.
    ///
    /// Anybody can make a certificate with somebody else's key, and say bad things about it: only those below an anchor count.
    /// An anchor is trusted for itself: what others no longer vouch for harms it only where they say that it was stolen.
    package func revocations(
        ofKeyOf owners: [Certificate]? = nil,
        on path: CertificatePath,
        below anchors: TrustAnchors,
        at moment: Date
    ) -> [KnownRevocation] {
        let keys = Set((owners ?? path.certificates).map(\.key.der))
        let anchor = path.certificates.last?.key.der
        let twins = certificates.filter { keys.contains($0.key.der) && !path.certificates.contains($0) }
        guard !twins.isEmpty else { return [] }
        let (suspects, isComplete) = suspects(among: twins, below: anchors)
        let revocations = suspects.flatMap { twin -> [KnownRevocation] in
            // One that has ended since is no less stolen.
            let time = max(twin.notBefore, min(moment, twin.notAfter))
            guard let link = (try? anchors.path(for: twin, through: certificates, at: time))?.links.first else {
                return []
            }
            return self.revocations(on: CertificatePath(certificates: [link.certificate, link.issuer])).filter {
                $0.isTheft || twin.key.der != anchor && !$0.leavesTheKeyAlone
            }
        }
        // Who brings that many hides something among them.
        return isComplete ? revocations : revocations + [.unread]
    }

    /// How many are suspected at most, since each costs a path of its own; and how many questions are asked to find them.
    private static var most: (suspects: Int, questions: Int) { (16, 256) }

    /// Those about which somebody of their issuer's name says that they were revoked, and whether all were looked at.
    ///
    /// Others are looked at no further, so that no number of them hides one.
    private func suspects(
        among twins: [Certificate],
        below anchors: TrustAnchors
    ) -> (suspects: [Certificate], isComplete: Bool) {
        let names = Set(twins.map(\.issuer.der))
        let issuers = Dictionary(
            grouping: (certificates + anchors.certificates).filter { names.contains($0.subject.der) },
            by: \.subject.der
        )
        var suspects: [Certificate] = []
        var questions = 0
        for twin in twins {
            for issuer in Set(issuers[twin.issuer.der] ?? []) {
                questions += 1
                guard questions <= Self.most.questions else { return (suspects, false) }
                let isRevoked = answers(about: twin, issuer: issuer).contains { answer in
                    if case .revoked = answer.status { true } else { false }
                }
                guard isRevoked else { continue }
                guard suspects.count < Self.most.suspects else { return (suspects, false) }
                suspects.append(twin)
                break
            }
        }
        return (suspects, true)
    }
}
