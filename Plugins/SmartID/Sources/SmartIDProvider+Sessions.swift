import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// Beginning sessions, and asking how far they are; the same for identifications and signatures.
extension SmartIDProvider {
    /// What a look at a session showed.
    enum Sight {
        case waiting
        case timedOut
        case complete(JSONValue, documentNumber: String)
    }

    var party: DeviceLink.Party {
        DeviceLink.Party(
            schemeName: configuration.schemeName,
            name: configuration.relyingPartyName,
            brokeredName: configuration.brokeredName
        )
    }

    /// The level to ask for; refuses an assurance that no certificate at Smart-ID gives.
    func level(for assurance: Assurance?) throws(MethodError) -> SmartIDLevel {
        let least = configuration.certificateLevel
        guard let assurance, configuration.assurance(of: least) < assurance else { return least }
        guard configuration.assurance(of: .qualified) >= assurance else {
            throw MethodError(.insufficientAssurance, "Smart-ID is not that sure of anybody")
        }
        return .qualified
    }

    /// The person or account that a hint names in full; anything else is no reason to send a message to anybody.
    func known(_ hint: String?) -> SmartIDAddressee? {
        hint.flatMap { SmartIDAddressee($0) }
            .flatMap { configuration.countries.contains($0.person.country) ? $0 : nil }
    }

    /// An identification by code or link; of nobody else than the client names, where it does.
    func linked(_ request: MethodRequest, _ level: SmartIDLevel) async throws(MethodError) -> SmartIDSession {
        let challenge = SmartIDChallenge(request.commitment, services.random)
        let interactions = interactions(isPushed: false)
        let addressee = known(request.loginHint)
        return try await link(
            .authenticationLink(addressee),
            .authentication,
            body: authentication(level, challenge.encoded, interactions),
            SmartIDSession(
                id: "",
                level: level,
                interactions: interactions,
                challenge: challenge.encoded,
                addressee: addressee,
                salt: challenge.salt
            ),
            way(to: request.callbackURL, for: request.endUser),
            back: (request.callbackURL, request.callbackState)
        )
    }

    /// An identification by a message to somebody's phone.
    func notified(
        _ addressee: SmartIDAddressee,
        _ level: SmartIDLevel,
        _ commitment: Data?
    ) async throws(MethodError) -> SmartIDSession {
        let challenge = SmartIDChallenge(commitment, services.random)
        let interactions = interactions(isPushed: true)
        var body = authentication(level, challenge.encoded, interactions)
        body["vcType"] = "numeric4"
        let answer = try await post(.authentication(addressee), body)
        return SmartIDSession(
            id: try SessionAnswer.id(answer),
            level: level,
            interactions: interactions,
            challenge: challenge.encoded,
            addressee: addressee,
            salt: challenge.salt,
            code: VerificationCode.of(challenge: Base64.decode(challenge.encoded) ?? [])
        )
    }

    /// Begins a session with a device link.
    func link(
        _ route: SmartIDService.Route,
        _ purpose: DeviceLink.Purpose,
        body: JSON,
        _ draft: SmartIDSession,
        _ way: DeviceLink.Way,
        back: (url: URL, state: String)
    ) async throws(MethodError) -> SmartIDSession {
        var (body, callback) = (body, "")
        var value: String?
        if way == .web {
            let word = services.random.token(bytes: 24)
            callback = try BrowserReturn.address(back.url, state: back.state, value: word)
            body["initialCallbackUrl"] = .string(callback)
            value = word
        }
        let answer = try await post(route, body)
        var session = SmartIDSession(
            id: try SessionAnswer.id(answer),
            level: draft.level,
            interactions: draft.interactions,
            challenge: draft.challenge,
            value: value,
            addressee: draft.addressee,
            salt: draft.salt
        )
        session.link = try SessionAnswer.link(
            answer,
            way,
            purpose,
            challenge: draft.challenge ?? "",
            interactions: draft.interactions?.encoded ?? "",
            callback: callback,
            receivedAt: services.clock.now
        )
        return session
    }

    /// How the browser gets to the app.
    ///
    /// Codes and links are different sessions, since Smart-ID takes an address to come back to with links only; so one of
    /// them is chosen here.
    func way(to callbackURL: URL, for endUser: EndUser?) -> DeviceLink.Way {
        switch configuration.start {
        // Smart-ID sends browsers back to https only.
        case .automatic: callbackURL.scheme == "https" && endUser?.isOnMobile == true ? .web : .code
        case .code: .code
        case .link: .web
        }
    }

    /// Asks how far a session is whose end in time is the end of everything.
    func status(of session: SmartIDSession, _ misses: inout Int) async throws(MethodError) -> Sight {
        let sight = try await sight(of: session, &misses)
        if case .timedOut = sight { throw EndResult.failure(EndResult.timeout) }
        return sight
    }

    /// Asks how far a session is; that Smart-ID does not answer for once is counted, and forgiven a few times.
    func sight(of session: SmartIDSession, _ misses: inout Int) async throws(MethodError) -> Sight {
        let answer: JSONValue
        do throws(SmartIDFailure) { answer = try await service().status(of: session) } catch {
            misses += 1
            guard error.isPassing, misses <= Self.toleratedMisses else { throw error.error }
            return .waiting
        }
        misses = 0
        switch try SessionStatus(reading: answer) {
        case .running: return .waiting
        case .timedOut: return .timedOut
        case .complete(let answer, let number): return .complete(answer, documentNumber: number)
        }
    }

    func post(_ route: SmartIDService.Route, _ body: JSON) async throws(MethodError) -> JSONValue {
        do throws(SmartIDFailure) { return try await service().post(route, body) } catch { throw error.error }
    }

    /// What every request says of us.
    func identified(_ level: SmartIDLevel, sharing sharesAddress: Bool? = nil) -> JSON {
        var body: JSON = [
            "relyingPartyUUID": .string(configuration.relyingPartyUUID),
            "relyingPartyName": .string(configuration.relyingPartyName),
            "certificateLevel": .string(level.rawValue),
        ]
        if sharesAddress ?? configuration.sharesAddress { body["requestProperties"] = ["shareMdClientIpAddress": true] }
        return body
    }

    private func authentication(_ level: SmartIDLevel, _ challenge: String, _ interactions: SmartIDInteractions) -> JSON
    {
        var body = identified(level)
        body["signatureProtocol"] = "ACSP_V2"
        body["signatureProtocolParameters"] = [
            "rpChallenge": .string(challenge),
            "signatureAlgorithm": "rsassa-pss",
            "signatureAlgorithmParameters": ["hashAlgorithm": .string(configuration.hash)],
        ]
        body["interactions"] = .string(interactions.encoded)
        return body
    }

    private func interactions(isPushed: Bool) -> SmartIDInteractions {
        SmartIDInteractions(
            short: configuration.text,
            long: configuration.longText,
            isPushed: isPushed,
            comparesCodes: true
        )
    }

    private func service() throws(SmartIDFailure) -> SmartIDService {
        guard let url = configuration.baseURL else {
            throw SmartIDFailure(MethodError(.misconfigured, "there is no address of Smart-ID"))
        }
        return SmartIDService(baseURL: url, http: services.http)
    }

    private static let toleratedMisses = 3
}
