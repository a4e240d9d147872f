import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// What the upstream said, and whether it was about these documents.
extension EvidenceVerifier {
    /// A token that its key set verified.
    struct VerifiedItem {
        let kind: String
        /// What it says; nothing that could be compared, for a signature of XML.
        let members: JSONValue?
        /// Whether its nonce commits to the documents.
        let isBound: Bool
    }

    func checkCommitment(_ record: EvidenceRecord, _ report: inout EvidenceReport) {
        guard let commitment = record.commitment else { return }
        guard commitment.digests == record.documents.map(\.original.sha256) else {
            return report.fail(.commitment, "The person committed to other documents than the record lists.")
        }
        report.pass(.commitment, "The commitment names the documents of the record, in their order.")
    }

    func checkItems(_ record: EvidenceRecord, _ report: inout EvidenceReport) -> [VerifiedItem] {
        record.items.compactMap { item in
            guard let keys = item.keys else {
                report.skip(.item, "Nothing is kept to verify the \(item.kind) with.", essential: false)
                return nil
            }
            if item.mediaType == Self.xml { return checkXML(item, keys, record, &report) }
            if item.mediaType == SignedText.mediaType { return checkText(item, keys, record, &report) }
            do {
                let set = try JWKSet(parsing: JSONValue.parse(keys, limits: JSONLimits(maximumBytes: 1024 * 1024)))
                let token = try ItemVerification.verify(String(decoding: item.content, as: UTF8.self), keys: set)
                guard let members = ItemVerification.members(token) else {
                    report.fail(.item, "The \(item.kind) is signed, but cannot be read.")
                    return nil
                }
                let issuer = members["iss"]?.string.map { " of \($0)" } ?? ""
                report.pass(.item, "The \(item.kind)\(issuer) verifies under the key set kept with it.")
                let isBound = checkCommitment(of: item, record.commitment, &report) {
                    members["nonce"]?.string.sameBytes(as: $0) == true
                }
                return VerifiedItem(kind: item.kind, members: members, isBound: isBound)
            } catch {
                report.fail(.item, "The \(item.kind) does not verify under the key set kept with it.")
                return nil
            }
        }
    }

    /// Whether an item commits to these documents by the nonce that its salt makes; the caller knows where a nonce stands in it.
    func checkCommitment(
        of item: EvidenceItem,
        _ commitment: DocumentCommitment?,
        _ report: inout EvidenceReport,
        holds: (String) -> Bool
    ) -> Bool {
        guard let salt = item.nonceSalt else { return false }
        guard let commitment, salt.count >= 16 else {
            report.fail(.binding, "The \(item.kind) has a salt that belongs to no commitment.")
            return false
        }
        guard holds(commitment.nonce(salt: salt)) else {
            report.fail(.binding, "The \(item.kind) is about other documents, or about another signing.")
            return false
        }
        report.pass(.binding, "The \(item.kind) commits to these documents, in this order.")
        return true
    }

    /// An advanced signature rests on what the upstream said about the documents.
    func checkBinding(_ record: EvidenceRecord, _ items: [VerifiedItem], _ report: inout EvidenceReport) {
        guard record.kind == .advanced, !items.contains(where: \.isBound) else { return }
        if record.items.contains(where: { $0.kind == "signature" }) {
            report.skip(
                .binding,
                "The method's own signature must be verified with a tool for its format.",
                essential: true
            )
        } else {
            report.fail(.binding, "Nothing that the upstream said is about these documents.")
        }
    }
}
