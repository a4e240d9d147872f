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

    /// When the oldest timestamp that covers a value was made.
    ///
    /// They stand in the record, so that they have to hold until it was sealed, and no longer.
    func checkTimestamps(
        _ record: EvidenceRecord,
        sealed: Date?,
        at now: Date,
        _ report: inout EvidenceReport
    ) -> Date? {
        guard !record.timestamps.isEmpty else { return nil }
        guard !timestamps.anchors.certificates.isEmpty else {
            report.skip(.timestamp, "No timestamp authority is trusted, so times are claims.", essential: false)
            return nil
        }
        var earliest: Date?
        var imprints: [DigestAlgorithm: Set<[UInt8]>] = [:]
        for der in record.timestamps {
            do throws(SignatureError) {
                let token = try TimestampToken(der: der)
                let moment = sealed ?? now
                let judged = try judge(token, imprint: token.info.imprint, record.material, at: moment)
                let time = judged.verified.time
                let algorithm = token.info.algorithm
                let known = imprints[algorithm] ?? Self.imprints(of: record, algorithm)
                imprints[algorithm] = known
                let isOverValue = known.contains(token.info.imprint)
                if let doubt = judged.doubt {
                    let sentence = "A timestamp says signed before \(EvidenceTime.text(time)), but \(doubt)."
                    report.skip(.timestamp, sentence, essential: true)
                } else if isOverValue {
                    report.pass(.timestamp, "Signed before \(EvidenceTime.text(time)), by a timestamp.")
                } else {
                    report.pass(.timestamp, "A timestamp of \(EvidenceTime.text(time)) over more than a value.")
                    continue
                }
                if isOverValue { earliest = min(earliest ?? time, time) }
            } catch {
                report.fail(.timestamp, "A timestamp of a signature does not hold: \(error.detail).")
            }
        }
        return earliest
    }

    /// What timestamps over the record's values are about: a value itself or, in JAdES, its base64url (§5.3.4).
    private static func imprints(of record: EvidenceRecord, _ algorithm: DigestAlgorithm) -> Set<[UInt8]> {
        var imprints: Set<[UInt8]> = []
        for signature in record.documents.compactMap(\.signature) {
            var forms = [signature.value]
            if let signer = record.material.certificates.first(where: { $0.fingerprint == signature.certificate }) {
                // Tokens carry r‖s where messages carry DER.
                let size = signer.key.kind.fieldSize
                let octets = size.flatMap { ECDSAValue.raw(signature.value, size: $0) } ?? signature.value
                forms.append(Array(Base64URL.encode(octets).utf8))
            }
            for form in forms {
                if let digest = try? algorithm.digest(form) { imprints.insert(digest) }
            }
        }
        return imprints
    }
}
