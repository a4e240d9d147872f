import FoundationEssentials

/// An order as BankID keeps it.
struct SimulatedOrder: Sendable {
    /// How far it is.
    enum Phase: Sendable, Equatable {
        case pending(String)
        case failed(String)
        case complete(BankIDPersona)
    }

    let reference: String
    let autoStartToken: String
    let codeToken: String
    let codeSecret: String
    let route: BankIDRoute
    let wish: OrderWish
    let createdAt: Date
    var phase: Phase = .pending("outstandingTransaction")
    /// When an app took it.
    var openedAt: Date?
    var opener: BankIDPersona?
    var finishedAt: Date?
    var isCollected = false
    /// Whether it was said once that the person is not done yet.
    var wasSlow = false
    /// How often it was collected while pending, for the script of everyone who acts by themselves.
    var collects = 0

    var isPending: Bool { if case .pending = phase { true } else { false } }

    /// Fails what nobody opened within 30 seconds, and what nobody decided within three minutes.
    mutating func age(to now: Date) {
        guard isPending else { return }
        let opened = openedAt ?? createdAt
        let limit: TimeInterval = openedAt == nil ? 30 : 180
        guard now.timeIntervalSince(opened) > limit else { return }
        phase = .failed(openedAt == nil ? "startFailed" : "expiredTransaction")
        finishedAt = opened.addingTimeInterval(limit)
    }

    /// Whether its result is still to be had: once, for three minutes where complete and for five where failed.
    func isKnown(at now: Date) -> Bool {
        guard !isCollected else { return false }
        guard let finishedAt else { return true }
        if case .complete = phase { return now.timeIntervalSince(finishedAt) <= 180 }
        return now.timeIntervalSince(finishedAt) <= 300
    }
}
