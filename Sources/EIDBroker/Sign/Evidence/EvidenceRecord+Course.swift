import FoundationEssentials

extension EvidenceRecord {
    /// What a person did, and when: agreed to sign, and approved; then the values were made.
    struct Course: Hashable, Sendable {
        let accepted, approved, signed: Date
    }

    /// The course of events; `nil` where the timeline lacks a part of it, has it in another order, or goes on behind it.
    var course: Course? {
        guard let accepted = timeline.lastIndex(where: { $0.event == .accepted }),
            let approved = timeline.lastIndex(where: { $0.event == .approved }),
            let signed = timeline.lastIndex(where: { $0.event == .signed }),
            accepted < approved, approved < signed, signed == timeline.count - 1
        else { return nil }
        return Course(
            accepted: timeline[accepted].time,
            approved: timeline[approved].time,
            signed: timeline[signed].time
        )
    }

    /// How long it takes at most from an order to the approval, in seconds: the longest that a client may give the person, and
    /// the last step of the method.
    var longestCourse: TimeInterval {
        Double(SigningWish.longestLifetime) + SigningFlow.patience * Double(documents.count + 10)
    }
}
