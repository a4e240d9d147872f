import FoundationEssentials

/// A session as Smart-ID keeps it.
struct SimulatedSession: Sendable {
    /// How far it is.
    enum Phase: Sendable, Equatable {
        /// No app has it yet.
        case waiting
        /// An app shows it.
        case opened(SmartIDPersona)
        /// Ended well.
        case confirmed(SmartIDPersona)
        /// Ended otherwise; `USER_REFUSED_INTERACTION` names what was refused.
        case failed(String)
    }

    let id: String
    let token: String
    let secret: [UInt8]
    let route: SmartIDRoute
    let wish: SessionWish
    /// Whom it is for: a person's identifier or an account, of sessions that begin with a message.
    let addressee: String?
    /// What the app gives to the browser on the same device.
    let verifier: String
    let random: String
    let createdAt: Date
    var phase: Phase = .waiting
    /// How the app came to know of it.
    var flow = "Notification"
    var openedAt: Date?
    var finishedAt: Date?
    /// How often it was looked at.
    var looks = 0

    var isPending: Bool {
        switch phase {
        case .waiting, .opened: true
        case .confirmed, .failed: false
        }
    }

    /// Fails what nobody opened or decided within two minutes.
    mutating func age(to now: Date) {
        guard isPending else { return }
        let since = openedAt ?? createdAt
        guard now.timeIntervalSince(since) > Self.patience else { return }
        phase = .failed("TIMEOUT")
        finishedAt = since.addingTimeInterval(Self.patience)
    }

    /// Whether its result is still to be had, for five minutes.
    func isKnown(at now: Date) -> Bool { finishedAt.map { now.timeIntervalSince($0) <= 300 } ?? true }

    private static let patience: TimeInterval = 120
}
