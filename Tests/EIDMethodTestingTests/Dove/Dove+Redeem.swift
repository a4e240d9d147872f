import EIDJSON
import EIDMethod
import FoundationEssentials

extension Dove {
    func redeem(_ code: String, _ request: MethodRequest, _ state: State) async throws(MethodError) -> VerifiedIdentity
    {
        if flaw == .neverRecovers, memory.isBroken { throw MethodError(.unavailable, "once down, always down") }
        let form = "code=\(code)&secret=\(configuration.secret.reveal())"
        let key = flaw == .secretInLaterURL ? "?key=\(configuration.secret.reveal())" : ""
        let envelope = try await fetch(.post, "/answer\(key)", body: Array(form.utf8))
        let payload = try await verified(envelope)
        try check(payload, state, for: request)
        guard let subject = payload["sub"]?.string ?? (flaw == .inventsSubject ? "unknown" : nil) else {
            throw MethodError(.untrusted, "no subject")
        }
        if request.type == .verification {
            let name = payload["email"]?.string?.replacing("@", with: "%40") ?? ""
            let contact = try await fetch(.get, flaw == .personInLaterURL ? "/contact?of=\(name)" : "/contact")
            guard contact["sub"]?.string == subject || flaw == .ignoresOtherSubject || flaw == .inventsSubject else {
                let name = flaw == .errorNamesThePerson ? payload["given_name"]?.string ?? "" : "somebody"
                throw MethodError(.untrusted, "this is about \(name)")
            }
        }
        let acr = payload["acr"]?.string
        return VerifiedIdentity(
            subject: UpstreamSubject(namespace: "dove", identifier: named(subject, request, state)),
            assurance: assurance(acr, request),
            assertedACR: acr,
            authenticatedAt: time,
            isTimeKnown: flaw != .keepsTheTimeBack,
            attributes: try attributes(payload, request),
            evidence: evidence(envelope, state)
        )
    }

    /// Whom the identity names; wrong for some flaws.
    private func named(_ subject: String, _ request: MethodRequest, _ state: State) -> String {
        switch flaw {
        case .subjectPerTransaction: subject + state.nonce
        case .trustsTheHint: request.loginHint ?? subject
        case .trustsItsOwnHint:
            request.loginHint.flatMap { hint in loginHints.contains { $0.matches(hint) } ? hint : nil } ?? subject
        case .subjectByLevel: subject + (request.assurance?.rawValue ?? "")
        case .subjectByLanguage: subject + (request.languages.first?.rawValue ?? "")
        case .subjectByBrowser: subject + (request.endUser?.isOnMobile == true ? "-on-the-move" : "")
        default: subject
        }
    }

    private var time: Date {
        switch flaw {
        case .statesAnOldTime: Date(timeIntervalSince1970: 0)
        case .reliesOnASession: memory.last?.authenticatedAt ?? services.clock.now
        default: services.clock.now
        }
    }

    private func fetch(_ verb: HTTPRequest.Verb, _ path: String, body: [UInt8] = []) async throws(MethodError)
        -> JSONValue
    {
        for _ in 0..<500 where flaw == .retriesForever || flaw == .retriesRefusals {
            do throws(MethodError) { return try await attempt(verb, path, body) } catch {
                guard flaw == .retriesForever || error.detail == "status 429" else { throw error }
            }
        }
        return try await attempt(verb, path, body)
    }

    private func attempt(_ verb: HTTPRequest.Verb, _ path: String, _ body: [UInt8]) async throws(MethodError)
        -> JSONValue
    {
        guard let url = URL(string: "https://dove.example\(path)") else { throw MethodError(.misconfigured, "no URL") }
        let limits = HTTPLimits(time: flaw == .hasNoLimits ? .seconds(3600) : .seconds(5), bodyBytes: 65_536)
        let response: HTTPResponse
        do {
            response = try await services.http.send(HTTPRequest(verb, url, body: body, limits: limits))
        } catch {
            memory.isBroken = true
            let code: MethodError.Code = error.code == .tooLarge ? .untrusted : .unavailable
            throw MethodError(code, "no answer", underlying: error)
        }
        switch response.status {
        case 200: break
        case 500...599:
            memory.isBroken = true
            throw MethodError(.unavailable, "status \(response.status)")
        default: throw MethodError(.untrusted, "status \(response.status)")
        }
        do { return try JSONValue.parse(response.body) } catch {
            memory.isBroken = true
            throw MethodError(.untrusted, "not an answer")
        }
    }

    private func verified(_ envelope: JSONValue) async throws(MethodError) -> JSONValue {
        guard let kid = envelope["kid"]?.string, let text = envelope["payload"]?.string else {
            throw MethodError(.untrusted, "no identity")
        }
        let key = try await key(kid)
        let mac = envelope["mac"]?.string
        let isSigned = mac == DoveUpstream.mac(text, key: key)
        guard isSigned || flaw == .ignoresSignature || flaw == .acceptsUnsigned && mac == nil else {
            throw MethodError(.untrusted, "bad signature")
        }
        let unique = flaw == .acceptsDuplicates ? text.replacing(#""sub":"somebody","#, with: "") : text
        do { return try JSONValue.parse(unique) } catch { throw MethodError(.untrusted, "not an identity") }
    }

    private func key(_ id: String) async throws(MethodError) -> UInt64 {
        if let known = memory.keys?[id] { return known }
        if flaw == .keepsKeysForEver, memory.keys != nil { throw MethodError(.untrusted, "unknown key") }
        let published = try await fetch(.get, "/keys")
        var keys: [String: UInt64] = [:]
        for (name, value) in published.members ?? [] { keys[name] = UInt64(value.integer ?? 0) }
        memory.keys = keys
        guard let key = keys[id] else { throw MethodError(.untrusted, "unknown key") }
        return key
    }

    private func check(_ payload: JSONValue, _ state: State, for request: MethodRequest) throws(MethodError) {
        let now = Int64(services.clock.seconds)
        let skew: Int64 = flaw == .toleratesNoSkew ? 0 : 30
        let audiences = payload["aud"]?.strings ?? [payload["aud"]?.string].compactMap(\.self)
        let isDemanding = request.assurance != nil || request.loginHint != nil
        let isHinted = request.loginHint.map { hint in loginHints.contains { $0.matches(hint) } } ?? false
        let ignoresNonce =
            [.ignoresNonce, .ignoresNonceAndState].contains(flaw) || flaw == .ignoresNonceOnDemand && isDemanding
        let checks: [(Bool, Flaw?)] = [
            (payload["iss"]?.string == "https://dove.example", .ignoresIssuer),
            (audiences.contains("broker") || flaw == .ignoresAudienceOfHints && isHinted, .ignoresAudience),
            (
                audiences.allSatisfy { $0 == "broker" } || flaw == .ignoresAudience
                    || flaw == .ignoresAudienceOfHints && !audiences.contains("broker"), .ignoresOtherAudiences
            ),
            (payload["nonce"]?.string == state.nonce || ignoresNonce, nil),
            (
                payload["exp"]?.integer ?? 0 > now - skew
                    || flaw == .ignoresExpiryOfFreshProofs && request.freshness.reauthenticates, .ignoresExpiry
            ),
            (payload["iat"]?.integer ?? .max <= now + skew, .ignoresIssueTime),
            (flaw != .takesSecondsForOld || payload["iat"]?.integer ?? 0 >= now - 2, nil),
        ]
        for (holds, ignored) in checks where !holds && (ignored == nil || flaw != ignored) {
            throw MethodError(.untrusted, "the identity is not for us")
        }
    }

    private func assurance(_ acr: String?, _ request: MethodRequest) -> Assurance {
        switch flaw {
        case .overstates: return .substantial
        case .repeatsWhatWasAsked: return request.assurance ?? .low
        case .understates: return .low
        default: return acr.flatMap { Self.descriptor.assurance.assurance(of: $0) } ?? .low
        }
    }

    private func attributes(_ payload: JSONValue, _ request: MethodRequest) throws(MethodError) -> IdentityAttributes {
        var attributes = IdentityAttributes()
        let country = flaw == .namesAnOddCountry ? "Belgium" : "BEL"
        let source = Provenance(
            claim: flaw == .namesNoSource ? "" : "dove",
            basis: .upstream,
            issuingCountry: country
        )
        let email = payload["email"]
        if flaw == .requiresAttributes, email?.string?.isEmpty ?? true { throw MethodError(.untrusted, "no e-mail") }
        if flaw == .failsOnOddTypes, let email, email.string == nil { throw MethodError(.misconfigured, "odd") }
        let isTranslated = flaw == .translatesTheName && request.languages.first == .fr
        let name = flaw == .deliversAWrongValue || isTranslated ? "Noah" : payload["given_name"]?.string
        attributes.set(.givenName, to: name, from: source)
        let placeholder = flaw == .inventsPlaceholders ? "unknown" : nil
        let address = email?.string.flatMap { $0.isEmpty ? nil : $0 } ?? placeholder
        if flaw != .dropsAnAttribute { attributes.set(.email, to: address, from: source) }
        let birth = payload["birth"]?.string
        attributes.set(.birthdate, to: birth.flatMap { CalendarDate(iso: $0) }, from: source)
        if flaw == .deliversAWrongType { attributes.set(.ageOver18, to: true, from: source) }
        if flaw == .attributesInAuthentication || flaw == .deliversEverything { return attributes }
        return flaw == .deliversAWrongType ? attributes : attributes.restricted(to: request.attributes)
    }
}
