import EIDJOSE
import EIDMethod
import EIDSignature
import FoundationEssentials

/// A person's signature over a text of their scheme: under the certificates kept with it, and about these documents.
extension EvidenceVerifier {
    func checkText(
        _ item: EvidenceItem,
        _ keys: Data,
        _ record: EvidenceRecord,
        _ report: inout EvidenceReport
    ) -> VerifiedItem? {
        do {
            let anchors = TrustAnchors(try Certificate.all(pem: String(decoding: keys, as: UTF8.self)))
            let signed = try SignedText(json: Array(item.content))
            try signed.verify(below: anchors, at: Self.approval(of: record))
            report.pass(
                .item,
                "The \(item.kind) verifies, under the certificates kept with it, at the time of approval."
            )
            let isBound = checkCommitment(of: item, in: signed.text, record.commitment, &report)
            return VerifiedItem(kind: item.kind, members: nil, isBound: isBound)
        } catch {
            report.fail(.item, "The \(item.kind) does not verify under the certificates kept with it: \(error).")
            return nil
        }
    }

    /// When the person approved, as the record says.
    static func approval(of record: EvidenceRecord) -> Date {
        record.timeline.last { $0.event == .approved }?.time ?? record.timeline.last?.time ?? .distantPast
    }

    /// The nonce stands in the text in one alphabet of base64 or the other.
    private func checkCommitment(
        of item: EvidenceItem,
        in text: String,
        _ commitment: DocumentCommitment?,
        _ report: inout EvidenceReport
    ) -> Bool {
        guard let salt = item.nonceSalt else { return false }
        guard let commitment, salt.count >= 16 else {
            report.fail(.binding, "The \(item.kind) has a salt that belongs to no commitment.")
            return false
        }
        let nonce = commitment.nonce(salt: salt)
        let forms = [nonce] + (Base64URL.decode(nonce).map { [Base64.encode($0)] } ?? [])
        let bytes = Array(text.utf8)
        guard forms.contains(where: { bytes.contains(Array($0.utf8)) }) else {
            report.fail(.binding, "The \(item.kind) is about other documents, or about another signing.")
            return false
        }
        report.pass(.binding, "The \(item.kind) commits to these documents, in this order.")
        return true
    }
}
