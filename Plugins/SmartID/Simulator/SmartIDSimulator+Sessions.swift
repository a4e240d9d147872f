import EIDJOSE
import EIDJSON
import EIDSimulator
import FoundationEssentials
import Synchronization

extension SmartIDSimulator {
    /// Begins a session.
    func begin(_ route: SmartIDRoute, _ addressee: String, _ body: JSONValue) -> SimulatorResponse {
        let wish: SessionWish
        do throws(SessionWish.Problem) { wish = try SessionWish(body, for: route, uuid: uuid, name: name) } catch {
            return refuse(error.status, error.text)
        }
        if route.needsRest {
            let persona = SmartIDPersona.all.first {
                (route.namesAccount ? $0.documentNumber : $0.identifier) == addressee
            }
            guard let persona else { return refuse(404, nil) }
            guard persona.isQualified || wish.level == "ADVANCED" else { return refuse(471, nil) }
            if route == .certificate { return certificate(of: persona) }
        }
        let now = clock.now
        let session: SimulatedSession? = desk.withLock { desk in
            if let linked = wish.linkedSession {
                // A signature goes with a choice that ended well, and with its account.
                guard let choice = desk.sessions.first(where: { $0.id == linked }), choice.route.isChoice,
                    case .confirmed(let persona) = choice.phase, persona.documentNumber == addressee
                else { return nil }
            }
            let session = SimulatedSession(
                id: Self.identifier(&desk.random),
                token: desk.random.text(24),
                secret: (0..<24).map { _ in UInt8.random(in: 0...255, using: &desk.random) },
                route: route,
                wish: wish,
                addressee: route.needsRest ? addressee : nil,
                verifier: desk.random.text(43),
                random: Base64.encode((0..<24).map { _ in UInt8.random(in: 0...255, using: &desk.random) }),
                createdAt: now
            )
            desk.sessions.append(session)
            return session
        }
        guard let session else { return refuse(400, "linkedSessionID is of no choice of this account") }
        var answer: JSON = ["sessionID": .string(session.id), "someNewMember": "to be ignored"]
        if route.isLink {
            answer["sessionToken"] = .string(session.token)
            answer["sessionSecret"] = .string(Base64.encode(session.secret))
            answer["deviceLinkBase"] = "https://smart-id.example/device-link/"
        }
        if route == .signature { answer["vc"] = ["type": "numeric4", "value": "4927"] }
        return .json(200, answer)
    }

    /// Says how far a session is, once there is news or the time is up.
    func look(_ id: String, patience: Duration) async -> SimulatorResponse {
        guard let pause else { return look(id) }
        var left = patience
        while left > .zero, isPending(id) {
            // A session also ends by its age, of which nobody brings news.
            let step = min(left, .milliseconds(500))
            let (news, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            let number = desk.withLock { desk in
                desk.lastBell += 1
                desk.bells[desk.lastBell] = bell
                return desk.lastBell
            }
            // What happened before the bell hung is not heard.
            guard isPending(id) else {
                desk.withLock { _ = $0.bells.removeValue(forKey: number) }
                break
            }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in news { return } }
                group.addTask { await pause(step) }
                await group.next()
                group.cancelAll()
            }
            desk.withLock { _ = $0.bells.removeValue(forKey: number) }
            left -= step
        }
        return look(id)
    }

    /// Whether nobody has decided about a session yet.
    private func isPending(_ id: String) -> Bool {
        let now = clock.now
        return desk.withLock { desk in
            guard let index = desk.sessions.firstIndex(where: { $0.id == id }) else { return false }
            desk.sessions[index].age(to: now)
            if let (persona, seconds) = desk.volunteer { volunteer(persona, seconds, &desk.sessions[index], now) }
            return desk.sessions[index].isPending
        }
    }

    /// Says how far a session is.
    private func look(_ id: String) -> SimulatorResponse {
        let now = clock.now
        let found: (session: SimulatedSession, fault: SmartIDFault?)? = desk.withLock { desk in
            guard let index = desk.sessions.firstIndex(where: { $0.id == id }) else { return nil }
            desk.sessions[index].age(to: now)
            desk.sessions[index].looks += 1
            if let (persona, seconds) = desk.volunteer { volunteer(persona, seconds, &desk.sessions[index], now) }
            guard desk.sessions[index].isKnown(at: now) else { return nil }
            return (desk.sessions[index], desk.fault)
        }
        guard let (session, fault) = found else { return refuse(404, nil) }
        switch session.phase {
        case .waiting, .opened: return .json(200, ["state": "RUNNING"])
        case .failed(let word):
            var result: JSON = ["endResult": .string(word)]
            if word == "USER_REFUSED_INTERACTION" {
                let interaction = session.wish.interactionTypes.first ?? ""
                result["details"] = ["interaction": .string(interaction)]
            }
            return .json(200, ["state": "COMPLETE", "result": result])
        case .confirmed(let persona):
            if fault == .slowPerson, session.looks == 1 { return .json(200, ["state": "RUNNING"]) }
            guard let answer = try? answer(session, persona, fault) else { return refuse(500, "nothing can be signed") }
            guard fault == .doubledMember else { return .json(200, answer) }
            let text = answer.text.replacing("\"endResult\":", with: "\"endResult\":\"TIMEOUT\",\"endResult\":")
            return .document(200, type: "application/json", text.utf8)
        }
    }

    /// A session that nobody needs to act on: an app takes it at once and confirms after some seconds.
    private func volunteer(
        _ persona: SmartIDPersona,
        _ seconds: Int,
        _ session: inout SimulatedSession,
        _ now: Date
    ) {
        guard session.isPending, now.timeIntervalSince(session.createdAt) >= TimeInterval(seconds) else { return }
        session.flow = session.route.isLink ? (session.wish.callback.isEmpty ? "QR" : "Web2App") : "Notification"
        session.phase = .confirmed(persona)
        session.finishedAt = now
    }
}
