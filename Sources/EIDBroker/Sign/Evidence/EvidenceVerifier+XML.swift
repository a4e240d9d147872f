import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// A method's own signature, where it is one of XML: under the certificates kept with it, and about these documents.
extension EvidenceVerifier {
    /// The media type of such items.
    static let xml = "application/xml"

    func checkXML(
        _ item: EvidenceItem,
        _ keys: Data,
        _ record: EvidenceRecord,
        _ report: inout EvidenceReport
    ) -> VerifiedItem? {
        do {
            let anchors = TrustAnchors(try Certificate.all(pem: String(decoding: keys, as: UTF8.self)))
            let signature = try XMLSignature(xml: Array(item.content))
            guard let signer = signature.certificates.first else {
                throw SignatureError(.malformed, "there is no certificate")
            }
            let parts = try signature.verify(with: signer)
            try SignerRules.checkUse(of: signer)
            _ = try anchors.path(
                for: signer,
                through: Array(signature.certificates.dropFirst()),
                at: Self.approval(of: record)
            )
            report.pass(
                .item,
                "The \(item.kind) verifies, under the certificates kept with it, at the time of approval."
            )
            let isBound = checkStatement(of: item, Self.texts(in: parts), record, &report)
            return VerifiedItem(kind: item.kind, members: nil, isBound: isBound)
        } catch {
            report.fail(.item, "The \(item.kind) does not verify under the certificates kept with it: \(error).")
            return nil
        }
    }

    /// By the nonce of the commitment, or by a statement that lists the documents.
    private func checkStatement(
        of item: EvidenceItem,
        _ texts: [String],
        _ record: EvidenceRecord,
        _ report: inout EvidenceReport
    ) -> Bool {
        if item.nonceSalt != nil {
            return checkCommitment(of: item, record.commitment, &report) { nonce in
                texts.contains { $0.sameBytes(as: nonce) }
            }
        }
        let documents = record.documents.map { Data($0.original.sha256) }
        let statements = texts.compactMap { SigningStatement($0) }
        guard statements.count == 1, statements.first?.digests == documents else {
            report.fail(.binding, "The \(item.kind) does not list these documents, in this order.")
            return false
        }
        report.pass(.binding, "The \(item.kind) lists these documents, in this order.")
        return true
    }

    /// The texts of what was signed, as they stand there and as base64 hides them.
    private static func texts(in parts: [PlainElement]) -> [String] {
        var texts: [String] = []
        for part in parts {
            part.visit { element in
                guard let text = element.text, !text.isEmpty else { return }
                texts.append(text)
                let bytes = Base64.decode(text.filter { !$0.isWhitespace })
                if let decoded = bytes.flatMap({ String(validating: $0, as: UTF8.self) }) { texts.append(decoded) }
            }
        }
        return texts
    }
}
