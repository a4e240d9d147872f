import EIDMethod

/// What the person did with the method, against what came of it.
extension EvidenceVerifier {
    /// Only a signing gives a person's own signature, and an authentication says nothing that anybody could seal for.
    func checkMethod(_ record: EvidenceRecord, _ report: inout EvidenceReport) {
        let type = record.method.type
        let fits =
            switch record.kind {
            case .qualified: type == .signing
            case .advanced: type == .verification || type == .signing && !record.items.isEmpty
            }
        guard !fits else {
            guard record.kind == .advanced, type == .signing, !record.hasNativeSignature else { return }
            return report.skip(
                .record,
                "That the person signed with the method, and did not only prove who they are, stands under the seal alone.",
                essential: false
            )
        }
        report.fail(
            .record,
            "The record has a method of the type “\(type.rawValue)”, from which no \(record.kind.rawValue) signature comes."
        )
    }
}
