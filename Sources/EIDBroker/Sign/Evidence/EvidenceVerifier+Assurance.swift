import EIDJSON
import EIDMethod

/// How sure the method was of the person: by the upstream's word, which it signed, and the broker's reading of that.
extension EvidenceVerifier {
    func checkAssurance(_ record: EvidenceRecord, _ items: [VerifiedItem], _ report: inout EvidenceReport) {
        let said = items.filter(\.isBound).compactMap { $0.members?["acr"]?.string }
        if let word = record.method.acr {
            if said.isEmpty {
                report.skip(
                    .assurance,
                    "That the upstream's word for its assurance was “\(word)” stands under the seal alone.",
                    essential: false
                )
            } else if said.allSatisfy({ $0.sameBytes(as: word) }) {
                report.pass(.assurance, "The upstream's word for its assurance was “\(word)”, as it signed.")
            } else {
                report.fail(.assurance, "The record has another word for the assurance than the upstream signed.")
            }
        } else if let word = said.first {
            report.skip(
                .assurance,
                "The record leaves out the upstream's word for its assurance, “\(word)”.",
                essential: false
            )
        }
        if let assurance = record.method.assurance {
            report.skip(
                .assurance,
                "That it counts as “\(assurance.rawValue)” is the broker's own reading of it.",
                essential: false
            )
        }
    }
}
