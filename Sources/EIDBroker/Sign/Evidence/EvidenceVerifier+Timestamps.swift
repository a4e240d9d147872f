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
        let time = token.info.time
        guard time <= moment + timestamps.tolerance else {
            throw SignatureError(.timestampFailed, "its time has not come")
        }
        var rules = timestamps
        rules.intermediates += material.certificates
        let verified = try rules.verify(token, imprint: imprint, at: time)
        if let doubt = try Self.doubt(verified, material, at: moment) {
            return JudgedTimestamp(verified: verified, doubt: doubt)
        }
        guard (try? rules.verify(token, imprint: imprint, at: moment)) == nil else {
            return JudgedTimestamp(verified: verified, doubt: nil)
        }
        let end = verified.path.certificates.map(\.notAfter).min() ?? moment
        return JudgedTimestamp(
            verified: verified,
            doubt: "the certificate of its authority, or of one above it, ended at \(EvidenceTime.text(end))"
        )
    }

    /// Why a timestamp proves no time at a moment any more, by what issuers say; refuses one that never did.
    static func doubt(
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
        return nil
    }

    /// Since when the seal has existed, by the oldest of its timestamps.
    func checkSealTime(
        _ seal: some StampedSeal,
        _ opened: inout OpenedSeal,
        at now: Date,
        _ report: inout EvidenceReport
    ) -> SealTime? {
        guard !seal.timestamps.isEmpty else {
            report.skip(
                .sealTime,
                "The seal has no timestamp: nothing proves since when it has existed.",
                essential: true
            )
            return nil
        }
        guard !timestamps.anchors.certificates.isEmpty else {
            report.skip(.sealTime, "No timestamp authority is trusted, so the time is a claim.", essential: true)
            return nil
        }
        // What issuers say is looked at once the record is read, which has most of it.
        let issuers = ValidationMaterial(certificates: seal.validationData.certificates)
        var judged: [JudgedTimestamp] = []
        for token in seal.timestamps {
            do throws(SignatureError) {
                let imprint = try seal.imprint(token.info.algorithm)
                judged.append(try judge(token, imprint: imprint, issuers, at: now))
            } catch {
                report.fail(.sealTime, "A timestamp of the seal does not hold: \(error.detail).")
                return nil
            }
        }
        (opened.timestamps, opened.validationData) = (judged.map(\.verified), seal.validationData)
        if let proven = judged.filter({ $0.doubt == nil }).map(\.verified.time).min() {
            report.pass(.sealTime, "Sealed before \(EvidenceTime.text(proven)), by a timestamp.")
            report.sealedAt = proven
            return SealTime(time: proven, isProven: true)
        }
        guard let claimed = judged.min(by: { $0.verified.time < $1.verified.time }) else { return nil }
        report.skip(
            .sealTime,
            "A timestamp says sealed before \(EvidenceTime.text(claimed.verified.time)), but \(claimed.doubt ?? ""): "
                + "nothing proves that it was made before that.",
            essential: true
        )
        return SealTime(time: claimed.verified.time, isProven: false)
    }

    /// When the oldest timestamp that covers a value was made.
    ///
    /// They stand in the record, so that they have to hold until it was sealed, and no longer.
    func checkTimestamps(
        _ record: EvidenceRecord,
        sealed: SealTime?,
        at now: Date,
        _ report: inout EvidenceReport
    ) -> Date? {
        guard !record.timestamps.isEmpty else { return nil }
        guard !timestamps.anchors.certificates.isEmpty else {
            report.skip(.timestamp, "No timestamp authority is trusted, so times are claims.", essential: false)
            return nil
        }
        var earliest: Date?
        for der in record.timestamps {
            do throws(SignatureError) {
                let token = try TimestampToken(der: der)
                let moment = sealed?.time ?? now
                let judged = try judge(token, imprint: token.info.imprint, record.material, at: moment)
                let time = judged.verified.time
                if let doubt = judged.doubt {
                    let sentence = "A timestamp says signed before \(EvidenceTime.text(time)), but \(doubt)."
                    report.skip(.timestamp, sentence, essential: true)
                } else if covers(token, record) {
                    report.pass(.timestamp, "Signed before \(EvidenceTime.text(time)), by a timestamp.")
                } else {
                    report.pass(.timestamp, "A timestamp of \(EvidenceTime.text(time)) over more than a value.")
                    continue
                }
                if covers(token, record) { earliest = min(earliest ?? time, time) }
            } catch {
                report.fail(.timestamp, "A timestamp of a signature does not hold: \(error.detail).")
            }
        }
        return earliest
    }

    /// Whether a timestamp is about a value of the record: the value itself or, in JAdES, its base64url (§5.3.4).
    private func covers(_ token: TimestampToken, _ record: EvidenceRecord) -> Bool {
        record.documents.compactMap(\.signature).contains { signature in
            var forms = [signature.value]
            if let signer = record.material.certificates.first(where: { $0.fingerprint == signature.certificate }) {
                // Tokens carry r‖s where messages carry DER.
                let size = signer.key.kind.fieldSize
                let octets = size.flatMap { ECDSAValue.raw(signature.value, size: $0) } ?? signature.value
                forms.append(Array(Base64URL.encode(octets).utf8))
            }
            return forms.contains { (try? token.info.algorithm.digest($0)) == token.info.imprint }
        }
    }
}
