import EIDJSON
import FoundationEssentials

/// When things happened: what the record says, against what others say of the same.
extension EvidenceVerifier {
    /// Clocks of broker, upstream and timestamp authority may differ a little.
    static let tolerance: TimeInterval = 120

    /// `sealed` is the seal's time by its timestamp, even where that proves it no more: a seal older than what it tells
    /// never was one of this record.
    func checkTimeline(
        _ record: EvidenceRecord,
        _ items: [VerifiedItem],
        sealed: Date?,
        _ report: inout EvidenceReport
    ) {
        let times = record.timeline.map(\.time)
        guard let first = times.first, let last = times.last, record.timeline.first?.event == .created,
            zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 })
        else { return report.fail(.timeline, "The times of the record are not in order.") }
        guard let course = record.course else {
            return report.fail(
                .timeline,
                "The record does not say when the person agreed, approved and had signed, in this order."
            )
        }
        guard course.approved <= first + record.longestCourse + Self.tolerance else {
            return report.fail(.timeline, "The person is said to have had more time than any signing gives.")
        }
        let act = course.accepted - Self.tolerance...course.approved + Self.tolerance
        if let proved = record.person.authenticatedAt, !act.contains(proved) {
            return report.fail(.timeline, "The person is not said to have proved who they are during this signing.")
        }
        for item in items where item.isBound {
            if let issued = item.time("iat"), !act.contains(issued) {
                return report.fail(.timeline, "The \(item.kind) was not issued during this signing.")
            }
            if let proved = record.person.authenticatedAt, let said = item.time("auth_time"),
                abs(said.timeIntervalSince(proved)) > Self.tolerance
            {
                return report.fail(
                    .timeline,
                    "The person proved who they are at \(EvidenceTime.text(said)) by the \(item.kind), "
                        + "and at \(EvidenceTime.text(proved)) by the record."
                )
            }
        }
        if let sealed, sealed < last - Self.tolerance {
            return report.fail(.timeline, "The seal is older than what the record tells.")
        }
        report.pass(.timeline, "From \(EvidenceTime.text(first)) to \(EvidenceTime.text(last)), in order.")
    }

    /// The record's times against those of the timestamps: values are made once the person has approved, and not after the end.
    ///
    /// Completion may be taken up again hours later. So a first proof that comes late contradicts nothing, and proves none of
    /// the times before it either.
    func checkTimes(_ record: EvidenceRecord, _ stamps: RecordStamps, sealed: Date?, _ report: inout EvidenceReport) {
        guard let first = record.timeline.first?.time, let course = record.course else { return }
        for time in stamps.times {
            guard time.upperBound >= course.approved - Self.tolerance else {
                return report.fail(
                    .timeline,
                    "A timestamp is of \(EvidenceTime.text(time.upperBound)), before the person is said to have approved."
                )
            }
            guard time.lowerBound <= course.signed + Self.tolerance else {
                return report.fail(
                    .timeline,
                    "A timestamp is of \(EvidenceTime.text(time.lowerBound)), after everything is said to have been signed."
                )
            }
        }
        guard let proof = (stamps.valueTimes + [sealed].compactMap(\.self)).min(),
            proof > first + record.longestCourse + Self.tolerance
        else { return }
        report.skip(
            .timeline,
            "Nothing before \(EvidenceTime.text(proof)) proves what is said to have happened "
                + "from \(EvidenceTime.text(first)) on.",
            essential: true
        )
    }
}

extension EvidenceVerifier.VerifiedItem {
    /// A time that the item states.
    fileprivate func time(_ name: String) -> Date? {
        members.flatMap { (try? $0.numericDate(name)) ?? nil }.map { Date(timeIntervalSince1970: $0) }
    }
}
