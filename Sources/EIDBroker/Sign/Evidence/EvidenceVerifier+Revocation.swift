import EIDSignature
import FoundationEssentials

/// What issuers said about certificates, by the answers that came with the evidence.
extension EvidenceVerifier {
    /// Judges a path by answers about each of its certificates: signed by whoever may, about the moment, good or revoked.
    func checkRevocation(
        of path: CertificatePath,
        whose: String,
        _ answers: EvidenceRecord.Answers,
        _ use: CertificateUse,
        at now: Date,
        essential: Bool,
        _ report: inout EvidenceReport
    ) {
        if let revoked = answers.material.revocations(on: path).first(where: { $0.since <= use.time }) {
            let time = EvidenceTime.text(revoked.since)
            let what = "A certificate of \(whose) path was revoked at \(time)\(revoked.named)"
            guard !use.isKnown else { return report.fail(.revocation, "\(what), before it was used here.") }
            return report.skip(.revocation, "\(what), and nothing proves that it was used before.", essential: true)
        }
        let below = TrustAnchors(anchors.certificates + timestamps.anchors.certificates)
        let ofKeys = answers.material.revocations(on: path, below: below, at: use.time).filter { $0.since <= use.time }
        if let revoked = ofKeys.first(where: \.isTheft) ?? ofKeys.first {
            guard !revoked.isUnread else {
                return report.skip(
                    .revocation,
                    "More is said about keys on \(whose) path than is looked at: whether one was stolen is not known.",
                    essential: true
                )
            }
            let what =
                "A key on \(whose) path was revoked under another certificate, at "
                + "\(EvidenceTime.text(revoked.since))\(revoked.named)"
            guard !use.isKnown || !revoked.isTheft else {
                return report.fail(.revocation, "\(what), before it was used here.")
            }
            return report.skip(.revocation, "\(what); nothing proves that it was in good hands.", essential: true)
        }
        guard let missing = answers.missing(on: path, at: use.time, asOf: now) else {
            return report.pass(.revocation, "Nothing on \(whose) path was revoked at the time.")
        }
        report.skip(
            .revocation,
            answers.unanswered.contains(missing.fingerprint)
                ? "Whether \(whose) path was revoked is not known: there was no answer when the record was written."
                : "No answer in the record says whether \(whose) path was revoked.",
            essential: essential
        )
    }

    /// The same for a timestamp of the seal, whose time may still fall when its authority's key turns out to be stolen;
    /// answers whether it stands.
    func checkRevocation(
        of timestamp: VerifiedTimestamp,
        whose: String,
        _ answers: EvidenceRecord.Answers,
        at now: Date,
        _ report: inout EvidenceReport
    ) -> Bool {
        do throws(SignatureError) {
            if let doubt = try doubt(timestamp, answers.material, at: now) {
                report.skip(.revocation, "A timestamp of the seal proves nothing: \(doubt).", essential: true)
                return false
            }
        } catch {
            report.fail(.revocation, "A timestamp of the seal does not hold: \(error.detail).")
            return false
        }
        let use = CertificateUse(time: timestamp.time, isKnown: true)
        checkRevocation(of: timestamp.path, whose: whose, answers, use, at: now, essential: false, &report)
        return true
    }

    /// Answers that nobody signed who may, or that are about nobody here, count for nothing; the report says so.
    ///
    /// Nobody need know that of what is worth nothing itself, and it costs a look at every answer for many certificates.
    func checkAnswers(_ seal: OpenedSeal, _ record: EvidenceRecord, _ report: inout EvidenceReport) {
        guard seal.path != nil || seal.signer == nil, report.verdict != .invalid else { return }
        var known = record.material
        known.merge(seal.validationData)
        known.merge(ValidationMaterial(certificates: seal.path?.certificates ?? []))
        known.merge(ValidationMaterial(certificates: seal.timestamps.flatMap(\.verified.path.certificates)))
        let idle = known.unusedAnswers(anchors: anchors.certificates + timestamps.anchors.certificates)
        guard idle > 0 else { return }
        let what = idle == 1 ? "1 answer about revocation counts" : "\(idle) answers about revocation count"
        report.skip(
            .revocation,
            "\(what) for nothing: about nobody here, or not signed by whoever may answer.",
            essential: false
        )
    }
}

extension EvidenceRecord {
    /// What is known about revocation, and about whom it is not.
    struct Answers {
        var material: ValidationMaterial
        let unanswered: [[UInt8]]

        /// The first certificate on a path about which there is no answer for a moment.
        func missing(on path: CertificatePath, at moment: Date, asOf now: Date) -> Certificate? {
            path.links.first { link in
                do throws(SignatureError) {
                    let answer = try material.status(
                        of: link.certificate,
                        issuer: link.issuer,
                        at: moment,
                        asOf: now
                    )
                    try answer?.check(at: moment)
                    return false
                } catch { return true }
            }?.certificate
        }
    }

    /// The answers that stand in the record.
    var answers: Answers { Answers(material: material, unanswered: unanswered) }
}
