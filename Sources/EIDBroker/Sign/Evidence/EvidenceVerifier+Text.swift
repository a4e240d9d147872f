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
            let isBound = checkCommitment(of: item, record.commitment, &report) { Self.holds(signed.text, $0) }
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

    /// A text holds a nonce in one alphabet of base64 or the other.
    private static func holds(_ text: String, _ nonce: String) -> Bool {
        let forms = [nonce] + (Base64URL.decode(nonce).map { [Base64.encode($0)] } ?? [])
        let bytes = Array(text.utf8)
        return forms.contains { bytes.contains(Array($0.utf8)) }
    }
}
