import EIDJSON
import EIDMethod

/// How sure the method was of the person: by the upstream's word, which it signed, and the broker's reading of that.
extension EvidenceVerifier {
    func checkAssurance(_ record: EvidenceRecord, _ speakers: EvidenceSpeakers, _ report: inout EvidenceReport) {
        let said = speakers.signed.compactMap { $0["acr"]?.string }
        if let word = record.method.acr {
            // Settings may name another claim for the level, beside an `acr` that says something else.
            if let claim = speakers.claim(saying: word) {
                let place = claim == "acr" ? "" : " in “\(claim)”"
                report.pass(.assurance, "The upstream's word for its assurance was “\(word)”, as it signed\(place).")
            } else if said.isEmpty {
                report.skip(
                    .assurance,
                    "That the upstream's word for its assurance was “\(word)” stands under the seal alone.",
                    essential: false
                )
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
