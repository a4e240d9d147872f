import EIDJOSE
import EIDSimulator
import FoundationEssentials
import Synchronization

/// What the app does with a code or a link.
extension SmartIDSimulator {
    /// Reads a link as the app does, and opens its session; a wrong HMAC ends the session.
    func open(_ link: String, _ flow: String, as persona: SmartIDPersona) throws(SmartIDControlError) -> String {
        guard let query = link.split(separator: "?", maxSplits: 1).last,
            let last = link.split(separator: "&").last, last.hasPrefix("authCode=")
        else { throw .badLink }
        var fields: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, fields.updateValue(parts[1], forKey: parts[0]) == nil else { throw .badLink }
        }
        let unprotected = String(link.dropLast(last.count + 1))
        let now = clock.now
        return try change { (desk) throws(SmartIDControlError) in
            guard let index = desk.sessions.firstIndex(where: { $0.token == fields["sessionToken"] && $0.isPending })
            else { throw .noSession }
            let session = desk.sessions[index]
            guard session.phase == .waiting else { throw .alreadyOpened }
            // Somebody else's app is not shown a session that names its person.
            guard session.addressee.map({ [persona.identifier, persona.documentNumber].contains($0) }) ?? true else {
                throw .noSession
            }
            guard isGenuine(fields, flow, unprotected, session) else {
                desk.sessions[index].phase = .failed("PROTOCOL_FAILURE")
                desk.sessions[index].finishedAt = now
                throw .badLink
            }
            if flow == "QR" {
                let age = Int(now.timeIntervalSince(session.createdAt).rounded(.down))
                guard let second = fields["elapsedSeconds"].flatMap({ Int($0) }), abs(age - second) <= 5 else {
                    throw .staleCode(seconds: age - (fields["elapsedSeconds"].flatMap { Int($0) } ?? 0))
                }
            }
            desk.sessions[index].flow = flow
            desk.sessions[index].phase = .opened(persona)
            desk.sessions[index].openedAt = now
            return session.id
        }
    }

    private func isGenuine(
        _ fields: [String: String],
        _ flow: String,
        _ unprotected: String,
        _ session: SimulatedSession
    ) -> Bool {
        func base64(_ text: String) -> String { Base64.encode(Array(text.utf8)) }
        // An address to come back to and a code do not go together.
        guard fields["deviceLinkType"] == flow, fields["version"] == "1.0", fields["lang"]?.utf8.count == 3,
            fields["sessionType"] == (session.route.isAuthentication ? "auth" : "cert"),
            session.wish.callback.isEmpty == (flow == "QR"), (fields["elapsedSeconds"] != nil) == (flow == "QR")
        else { return false }
        let payload = [
            schemeName, session.route.isAuthentication ? "ACSP_V2" : "", session.wish.challenge,
            base64(session.wish.relyingPartyName), brokeredName.map(base64) ?? "", session.wish.interactions,
            session.wish.callback, unprotected,
        ].joined(separator: "|")
        return fields["authCode"] == Base64URL.encode(HMACSHA256.code(for: Array(payload.utf8), key: session.secret))
    }

    func change<Value: Sendable>(
        _ body: (inout Desk) throws(SmartIDControlError) -> Value
    ) throws(SmartIDControlError) -> Value {
        let now = clock.now
        let result: Result<Value, SmartIDControlError> = desk.withLock { desk in
            for index in desk.sessions.indices { desk.sessions[index].age(to: now) }
            defer { for bell in desk.bells.values { bell.yield() } }
            do throws(SmartIDControlError) { return .success(try body(&desk)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
