import EIDJOSE
import EIDSimulator
import FoundationEssentials
import Synchronization

/// The person's side: what they do with their app.
extension SmartIDSimulator {
    /// Makes Smart-ID misbehave from now on.
    public func inject(_ fault: SmartIDFault?) { desk.withLock { $0.fault = fault } }

    /// Serves revocation lists that are wrong, or none, from now on.
    public func inject(lists fault: SmartIDListFault?) { desk.withLock { $0.listFault = fault } }

    /// Answers the next calls of a route with a status instead.
    public func refuse(_ route: SmartIDRoute, status: Int, times: Int = 1) {
        desk.withLock { $0.refusals[route] = Refusal(status: status, times: times) }
    }

    /// Takes its time for each answer.
    public func delay(by duration: Duration?) { desk.withLock { $0.delay = duration } }

    /// Lets somebody confirm every session by themselves, some seconds after it began.
    public func letEverybodyApprove(as persona: SmartIDPersona?, after seconds: Int = 3) {
        desk.withLock { $0.volunteer = persona.map { ($0, seconds) } }
    }

    /// Every session, oldest first.
    public var sessions: [SmartIDSessionSummary] {
        desk.withLock { desk in
            desk.sessions.map { session in
                let phase =
                    switch session.phase {
                    case .waiting: "waiting"
                    case .opened: "opened"
                    case .confirmed: "OK"
                    case .failed(let word): word
                    }
                return SmartIDSessionSummary(
                    id: session.id,
                    route: session.route,
                    addressee: session.addressee,
                    phase: phase,
                    members: session.wish.members,
                    level: session.wish.level,
                    callback: session.wish.callback,
                    challenge: session.wish.challenge,
                    shownTexts: session.wish.shownTexts,
                    interactionTypes: session.wish.interactionTypes
                )
            }
        }
    }

    /// What nobody but Smart-ID and its relying party may know.
    public var secrets: [String] { desk.withLock { $0.sessions.map { Base64.encode($0.secret) } } }

    /// How often the responder was asked about a certificate.
    public var statusQuestions: Int { desk.withLock { $0.statusQuestions } }

    /// How often a revocation list was fetched.
    public var listQuestions: Int { desk.withLock { $0.listQuestions } }

    /// What was wrong with calls, in order.
    public var violations: [String] { desk.withLock { $0.violations } }

    /// Scans a code: it must be of this moment, give or take five seconds.
    public func scan(_ code: String, as persona: SmartIDPersona = .kadri) throws(SmartIDControlError) -> String {
        try open(code, "QR", as: persona)
    }

    /// Follows a link that opens the app on this device.
    public func follow(_ link: String, as persona: SmartIDPersona = .kadri) throws(SmartIDControlError) -> String {
        try open(link, "Web2App", as: persona)
    }

    /// Opens the message that came last.
    public func pickUp(as persona: SmartIDPersona = .kadri) throws(SmartIDControlError) -> String {
        let now = clock.now
        return try change { (desk) throws(SmartIDControlError) in
            guard
                let index = desk.sessions.lastIndex(where: {
                    $0.phase == .waiting && !$0.route.isLink
                        && [persona.identifier, persona.documentNumber].contains($0.addressee)
                })
            else { throw .noSession }
            desk.sessions[index].phase = .opened(persona)
            desk.sessions[index].openedAt = now
            return desk.sessions[index].id
        }
    }

    /// Decides about a session that the app shows; the address where the app sends the browser, if there is one.
    @discardableResult
    public func decide(_ decision: SmartIDDecision, on id: String) throws(SmartIDControlError) -> String? {
        let now = clock.now
        return try change { (desk) throws(SmartIDControlError) in
            guard let index = desk.sessions.firstIndex(where: { $0.id == id }),
                case .opened(let persona) = desk.sessions[index].phase
            else { throw .noSession }
            switch decision {
            case .approve: desk.sessions[index].phase = .confirmed(persona)
            case .refuse:
                let isChoice = desk.sessions[index].route.isChoice
                desk.sessions[index].phase = .failed(isChoice ? "USER_REFUSED_CERT_CHOICE" : "USER_REFUSED")
            case .fail(let word): desk.sessions[index].phase = .failed(word)
            }
            desk.sessions[index].finishedAt = now
            return Self.callback(desk.sessions[index], desk.fault)
        }
    }

    /// Where the app sends the browser, with what only the app knows.
    private static func callback(_ session: SimulatedSession, _ fault: SmartIDFault?) -> String? {
        guard session.flow == "Web2App", case .confirmed = session.phase, !session.wish.callback.isEmpty else {
            return nil
        }
        let digest = Base64URL.encode(SHA256.digest(session.secret))
        var parts = ["sessionSecretDigest=\(fault == .otherSecretDigest ? String(digest.reversed()) : digest)"]
        if session.route.isAuthentication {
            let verifier = fault == .otherVerifier ? String(session.verifier.reversed()) : session.verifier
            parts.append("userChallengeVerifier=\(verifier)")
        }
        return session.wish.callback + (session.wish.callback.contains("?") ? "&" : "?") + parts.joined(separator: "&")
    }
}
