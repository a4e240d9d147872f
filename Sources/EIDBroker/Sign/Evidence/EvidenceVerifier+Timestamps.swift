import EIDJOSE
import EIDSignature
import FoundationEssentials

/// Timestamps, each judged as of its own time: its authority need not be there for ever.
///
/// Once the authority's certificate has ended, nobody sees to its key any more, and whoever gets hold of it can date
/// anything back. Only a later proof would help (ETSI EN 319 102-1 §5.2.4), and evidence has none after its seal's timestamp:
/// from then on it is in doubt.
extension EvidenceVerifier {
    /// A timestamp that held when it was made.
    struct JudgedTimestamp {
        let verified: VerifiedTimestamp
        /// Why it proves no time today, in a sentence; `nil` where it does.
        let doubt: String?
    }

    /// Refuses a timestamp that never held; `moment` is until when it has to hold.
    func judge(
        _ token: TimestampToken,
        imprint: [UInt8],
        _ material: ValidationMaterial,
        at moment: Date
    ) throws(SignatureError) -> JudgedTimestamp {
        try examine(token, imprint: imprint, material, at: moment).get()
    }

    /// The same, which fails where only the authority of a timestamp is in doubt: another reader may trust it.
    func examine(
        _ token: TimestampToken,
        imprint: [UInt8],
        _ material: ValidationMaterial,
        at moment: Date
    ) throws(SignatureError) -> Result<JudgedTimestamp, SignatureError> {
        let time = token.info.time
        guard time <= moment + timestamps.tolerance else {
            throw SignatureError(.timestampFailed, "its time has not come")
        }
        var rules = timestamps
        rules.intermediates += material.certificates
        let verified: VerifiedTimestamp
        switch try rules.examine(token, imprint: imprint, at: time) {
        case .success(let found): verified = found
        case .failure(let doubt): return .failure(doubt)
        }
        if let doubt = try doubt(verified, material, at: moment) {
            return .success(JudgedTimestamp(verified: verified, doubt: doubt))
        }
        // A path that has not ended is not looked for once more.
        let lives = verified.path.certificates.allSatisfy { $0.isValid(at: moment) }
        guard !lives, (try? rules.verify(token, imprint: imprint, at: moment)) == nil else {
            return .success(JudgedTimestamp(verified: verified, doubt: nil))
        }
        let end = verified.path.certificates.map(\.notAfter).min() ?? moment
        return .success(
            JudgedTimestamp(
                verified: verified,
                doubt: "the certificate of its authority, or of one above it, ended at \(EvidenceTime.text(end))"
            )
        )
    }

    /// Why a timestamp proves no time at a moment any more, by what issuers say; refuses one that never did.
    func doubt(
        _ verified: VerifiedTimestamp,
        _ material: ValidationMaterial,
        at moment: Date
    ) throws(SignatureError) -> String? {
        for revocation in material.revocations(on: verified.path) where revocation.since <= moment {
            let what = "its authority's certificate was revoked at \(EvidenceTime.text(revocation.since))"
            guard revocation.since > verified.time else {
                throw SignatureError(.timestampFailed, "\(what)\(revocation.named), before it was made")
            }
            // Moved, superseded or out of business: what was made before stands (ETSI EN 319 102-1 §5.2.6).
            if !revocation.leavesTheKeyAlone { return "\(what)\(revocation.named)" }
        }
        // A key that was stolen makes timestamps of any time, whichever of its certificates says so.
        let below = TrustAnchors(timestamps.anchors.certificates + anchors.certificates)
        let ofKeys = material.revocations(on: verified.path, below: below, at: moment).filter { $0.since <= moment }
        guard let revocation = ofKeys.first(where: { $0.isTheft && $0.since <= verified.time }) ?? ofKeys.first else {
            return nil
        }
        guard !revocation.isUnread else { return "more is said about its authority's keys than is looked at" }
        let what = "its authority's key was revoked under another certificate\(revocation.named)"
        guard !revocation.isTheft || revocation.since > verified.time else {
            throw SignatureError(.timestampFailed, "\(what), before it was made")
        }
        return what
    }
}
