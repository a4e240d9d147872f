import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// A signing as its client sees it.
struct SigningStatus: Sendable {
    private let transaction: SigningTransaction
    private let issuer: String

    init(_ transaction: SigningTransaction, issuer: String) {
        self.transaction = transaction
        self.issuer = issuer
    }

    /// One word for where it stands.
    static func word(_ transaction: SigningTransaction) -> String {
        switch transaction.phase {
        case .review: return "created"
        case .finishing: return "signing"
        case .ended(let outcome): return outcome.status.rawValue
        case .presented, .working:
            if case .approval? = transaction.leg { return "awaiting_approval" }
            return "awaiting_user"
        }
    }

    /// The answer on the wire.
    func answer(status: Int) -> BackchannelAnswer {
        let path = "/signing/transactions/\(transaction.id)"
        return .json(json.serialized(), status: status, headers: status == 201 ? [("Location", path)] : [])
    }

    private var json: JSON {
        var members: [(name: String, value: JSON)] = [
            ("id", .string(transaction.id)),
            ("status", .string(Self.word(transaction))),
            ("level", .string(transaction.quality.rawValue)),
            ("created_at", .string(EvidenceTime.text(transaction.startedAt))),
            ("expires_at", .string(EvidenceTime.text(transaction.expiresAt))),
            ("retained_until", .string(EvidenceTime.text(transaction.retainedUntil))),
            ("methods", .strings(transaction.candidates)),
        ]
        if !transaction.isOver { members.append(("sign_url", .string("\(issuer)/sign/\(transaction.id)"))) }
        if let method = transaction.methodID { members.append(("method", .string(method))) }
        if let subject = transaction.subject { members.append(("subject", .string(subject))) }
        if case .ended(let outcome) = transaction.phase, let code = outcome.code {
            var error: [(name: String, value: JSON)] = [
                ("code", .string(code.rawValue)),
                ("description", .string(ErrorCatalogue.entry(for: code).clientDescription)),
            ]
            if let document = outcome.document { error.append(("document", .integer(Int64(document)))) }
            members.append(("error", .object(error)))
        }
        members.append(("documents", .array(transaction.documents.enumerated().map(document))))
        if transaction.evidenceID != nil {
            members.append(("evidence_url", .string("\(issuer)/signing/transactions/\(transaction.id)/evidence")))
        }
        if let state = transaction.clientState { members.append(("state", .string(state))) }
        return .object(members)
    }

    private func document(_ index: Int, _ document: SigningTransaction.Document) -> JSON {
        var members: [(name: String, value: JSON)] = [
            ("name", .string(document.name)),
            ("sha256", .string(Hexadecimal.text(document.sha256))),
            ("format", .string(document.order.format.rawValue)),
            ("level_requested", .string(document.order.level.rawValue)),
        ]
        if let id = document.documentID { members.append(("document", .string(id))) }
        if let size = document.size { members.append(("size", .integer(Int64(size)))) }
        if transaction.phase == .ended(.completed), let result = document.result {
            if let level = result.levelReached { members.append(("level_reached", .string(level.rawValue))) }
            let url = "\(issuer)/signing/transactions/\(transaction.id)/documents/\(index)/signed"
            var signed: [(name: String, value: JSON)] = [
                ("document", .string(result.documentID)), ("name", .string(result.name)),
                ("media_type", .string(result.mediaType)), ("url", .string(url)),
            ]
            // Every other format has both in the file.
            if result.facts.format == .raw {
                signed.append(("algorithm", .string(result.facts.scheme.oid.description)))
                signed.append(("certificates", .strings(result.facts.certificates.map { Base64.encode($0) })))
            }
            members.append(("signed", .object(signed)))
        }
        if !document.findings.isEmpty { members.append(("findings", .strings(document.findings))) }
        return .object(members)
    }
}
