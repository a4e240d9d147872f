import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials

/// The calls of a signing, and what their answers must prove.
extension SmartIDProvider {
    /// Asks somebody by a message which certificate they sign with.
    func chosenByMessage(
        _ person: SemanticsIdentifier,
        _ settings: SmartIDSigning
    ) async throws(MethodError) -> SmartIDSession {
        let answer = try await post(.certificateChoice(person), choice(settings.certificateLevel))
        return SmartIDSession(
            id: try SessionAnswer.id(answer),
            level: settings.certificateLevel,
            addressee: SmartIDAddressee(person)
        )
    }

    /// The body of a choice; its nonce makes it another one than the last of the same person.
    func choice(_ level: SmartIDLevel) -> JSON {
        var body = identified(level)
        body["nonce"] = .string(services.random.token(bytes: 18))
        return body
    }

    /// Looks whether the person has chosen.
    func choose(
        _ session: SmartIDSession,
        _ state: SmartIDSigningState,
        _ request: SigningRequest
    ) async throws(MethodError) -> SigningStep<SmartIDSigningState> {
        var state = state
        guard case .complete(let answer, let number) = try await status(of: session, &state.misses) else {
            return step(state, request)
        }
        let certificate = try certificate(answer, session)
        if let asked = session.addressee, asked.person != certificate.person {
            throw MethodError(.untrusted, "another person has chosen than was asked")
        }
        let chosen = ChosenCertificate(
            signer: try signer(certificate, account: number),
            documentNumber: number,
            linkedSession: session.link == nil ? nil : session.id,
            flow: session.flow
        )
        // Whoever got the link from somebody else would sign for them; only who began comes back.
        guard session.flow != .web || state.hasReturned else {
            state.stage = .chosen(chosen, waitingFor: session)
            return step(state, request)
        }
        state.stage = .chosen(chosen, waitingFor: nil)
        return .ready(chosen.signer, keeping: state)
    }

    /// The certificate that an account signs with; Smart-ID tells it without asking the person, who has not agreed to
    /// anything yet.
    func certificate(
        ofAccount number: String,
        _ person: SemanticsIdentifier,
        _ settings: SmartIDSigning
    ) async throws(MethodError) -> ChosenCertificate {
        let level = settings.certificateLevel
        let answer = try await post(.certificate(document: number), identified(level, sharing: false))
        switch answer["state"]?.string {
        case "OK": break
        case "DOCUMENT_UNUSABLE": throw EndResult.failure("DOCUMENT_UNUSABLE")
        default: throw MethodError(.untrusted, "Smart-ID does not say whether the account can sign")
        }
        let certificate = try AnsweredCertificate(
            reading: answer,
            for: .signature,
            atLeast: level,
            trust: try trust.get(),
            at: services.clock.now
        )
        guard person == certificate.person else {
            throw MethodError(.untrusted, "the certificate is not that of the account's person")
        }
        return ChosenCertificate(
            signer: try signer(certificate, account: number),
            documentNumber: number,
            linkedSession: nil,
            flow: .notification
        )
    }

    private func signer(_ certificate: AnsweredCertificate, account: String) throws(MethodError) -> Signer {
        guard account.hasPrefix("\(certificate.person.text)-") else {
            throw MethodError(.untrusted, "the account is not the certificate's person's")
        }
        guard configuration.countries.contains(certificate.person.country) else {
            throw MethodError(.refused, "the person is of a country that the settings leave out")
        }
        return Signer(
            subject: subject(certificate.person),
            certificates: certificate.path.map { Data($0.der) },
            algorithm: try signingSettings().algorithm
        )
    }

    /// Begins a signature: in the same go as the choice where that had a device link, otherwise by a message with digits.
    func signature(
        _ digest: SigningDigest,
        _ chosen: ChosenCertificate,
        _ request: SigningRequest,
        _ settings: SmartIDSigning
    ) async throws(MethodError) -> SmartIDSession {
        let description = request.description[request.languages.first ?? .en]
        let text = SmartIDInteractions.fitted(description, to: SmartIDInteractions.longest)
        guard !text.isEmpty else { throw MethodError(.unencodable, "there is nothing to show to the person") }
        let interactions = SmartIDInteractions(
            short: SmartIDInteractions.fitted(text, to: SmartIDInteractions.shortest),
            long: text,
            isPushed: true
        )
        var body = identified(settings.certificateLevel)
        body["signatureProtocol"] = "RAW_DIGEST_SIGNATURE"
        body["signatureProtocolParameters"] = [
            "digest": .string(Base64.encode(Array(digest.bytes))),
            "signatureAlgorithm": "rsassa-pss",
            "signatureAlgorithmParameters": ["hashAlgorithm": .string(settings.hash.rawValue)],
        ]
        body["interactions"] = .string(interactions.encoded)
        body["nonce"] = .string(services.random.token(bytes: 18))
        if let session = chosen.linkedSession { body["linkedSessionID"] = .string(session) }
        let answer = try await post(
            chosen.linkedSession == nil
                ? .signature(document: chosen.documentNumber) : .linkedSignature(document: chosen.documentNumber),
            body
        )
        return SmartIDSession(
            id: try SessionAnswer.id(answer),
            level: settings.certificateLevel,
            interactions: interactions,
            // Whoever has just chosen on the same phone has nothing to compare.
            code: chosen.linkedSession == nil ? try SessionAnswer.code(answer) : nil
        )
    }

    /// Looks whether the person has signed.
    func finish(
        _ session: SmartIDSession,
        _ chosen: ChosenCertificate,
        _ digest: SigningDigest,
        _ state: SmartIDSigningState,
        _ request: SigningRequest
    ) async throws(MethodError) -> SigningStep<SmartIDSigningState> {
        var state = state
        guard case .complete(let answer, let number) = try await status(of: session, &state.misses) else {
            return step(state, request)
        }
        guard answer["signatureProtocol"]?.string == "RAW_DIGEST_SIGNATURE", let signature = answer["signature"] else {
            throw MethodError(.untrusted, "Smart-ID's answer is no signature of a digest")
        }
        guard number.sameBytes(as: chosen.documentNumber) else {
            throw MethodError(.untrusted, "another account has signed than was chosen")
        }
        guard let used = answer["interactionTypeUsed"]?.string, session.interactions?.types.contains(used) == true
        else {
            throw MethodError(.untrusted, "the app has asked the person something else than it was told to")
        }
        guard let flow = signature["flowType"]?.string, chosen.signatureFlows.contains(flow) else {
            throw MethodError(.untrusted, "the app came to know of the session by another way than was used")
        }
        let settings = try signingSettings()
        try SignatureParameters.require(signature, settings.hash)
        let certificate = try certificate(answer, session)
        guard chosen.signer.certificates.first == Data(certificate.certificate.der) else {
            throw MethodError(.untrusted, "another certificate has signed than was chosen")
        }
        guard let value = signature["value"]?.string.flatMap({ Base64.decode($0) }),
            certificate.certificate.verifiesPSS(value, over: Array(digest.bytes), settings.hash)
        else { throw MethodError(.untrusted, "the signature is not the person's over this digest") }
        return .signed(SigningResult(signer: chosen.signer, values: [.init(name: digest.name, bytes: value)]))
    }

    private func certificate(
        _ answer: JSONValue,
        _ session: SmartIDSession
    ) throws(MethodError) -> AnsweredCertificate {
        try AnsweredCertificate(
            reading: answer,
            for: .signature,
            atLeast: session.level,
            trust: try trust.get(),
            at: services.clock.now
        )
    }
}
