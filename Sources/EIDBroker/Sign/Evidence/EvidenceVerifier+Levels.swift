import EIDSignature
import FoundationEssentials

/// The timestamps of the documents, and whether they are those that the documents' levels need.
extension EvidenceVerifier {
    /// They stand in the record, so that they have to hold until it was sealed, and no longer.
    func checkTimestamps(
        _ record: EvidenceRecord,
        sealed: Date?,
        at now: Date,
        _ report: inout EvidenceReport
    ) -> RecordStamps {
        var stamps = RecordStamps(record)
        let isTrusted = !timestamps.anchors.certificates.isEmpty
        if !isTrusted, !record.timestamps.isEmpty {
            report.skip(.timestamp, "No timestamp authority is trusted, so times are claims.", essential: false)
        }
        var seen: Set<[UInt8]> = []
        // The same one twice proves no more than once.
        for der in record.timestamps where seen.insert(der).inserted {
            do throws(SignatureError) {
                let token = try TimestampToken(der: der)
                guard isTrusted else {
                    _ = stamps.count(token, at: nil, proves: false)
                    continue
                }
                let judged = try judge(token, imprint: token.info.imprint, record.material, at: sealed ?? now)
                let time = judged.verified.time
                let isOverValue = stamps.count(token, at: time, proves: judged.doubt == nil)
                if let doubt = judged.doubt {
                    let sentence = "A timestamp says signed before \(EvidenceTime.text(time)), but \(doubt)."
                    report.skip(.timestamp, sentence, essential: true)
                } else if isOverValue {
                    report.pass(.timestamp, "Signed before \(EvidenceTime.text(time)), by a timestamp.")
                } else {
                    report.pass(.timestamp, "A timestamp of \(EvidenceTime.text(time)) over more than a value.")
                }
            } catch {
                report.fail(.timestamp, "A timestamp of a signature does not hold: \(error.detail).")
            }
        }
        checkLevels(record, stamps, &report)
        return stamps
    }

    /// From B-T on each value has a timestamp, and at B-LTA each document has one more.
    private func checkLevels(_ record: EvidenceRecord, _ stamps: RecordStamps, _ report: inout EvidenceReport) {
        for (index, document) in record.documents.enumerated() {
            guard let level = document.levelReached, level >= .timestamped, !stamps.covered.contains(index) else {
                continue
            }
            report.fail(
                .timestamp,
                "\(quoted(document.original.name)) is said to have reached \(level.rawValue), "
                    + "and no timestamp that holds is over its value."
            )
        }
        let archived = record.documents.count { $0.levelReached == .archival }
        if stamps.others < archived {
            report.fail(
                .timestamp,
                "Of documents that are said to have reached B-LTA there are \(archived), "
                    + "and of timestamps that hold and are over more than a value \(stamps.others)."
            )
        }
    }
}
