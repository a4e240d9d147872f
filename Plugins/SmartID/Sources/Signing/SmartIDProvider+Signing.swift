import EIDJSON
public import EIDMethod
import EIDSignature
import FoundationEssentials

extension SmartIDProvider: SigningProvider {
    /// One value under a qualified certificate; nothing without a section `signing`.
    ///
    /// The app signs one digest at a time, each with the PIN.
    public var signing: SigningOffer? {
        configuration.signing.map { _ in SigningOffer(kind: .values, maximumDigests: 1, isQualified: true) }
    }

    /// Has the person choose their certificate: by code or link, or by a message to whom the client or they themselves name;
    /// whose account the client names has one certificate only, and goes on to the signature at once.
    public func beginSigning(
        _ request: SigningRequest
    ) async throws(MethodError) -> SigningStep<SmartIDSigningState> {
        let settings = try signingSettings()
        guard request.count == 1 else { throw Self.oneDigest }
        var state = SmartIDSigningState(id: services.random.token(bytes: 8), .asking)
        let hinted = known(request.signerHint)
        if let number = hinted?.documentNumber, let person = hinted?.person {
            // Whose account is known need not choose: there is one certificate to sign with.
            let chosen = try await certificate(ofAccount: number, person, settings)
            state.stage = .chosen(chosen, waitingFor: nil)
            return .ready(chosen.signer, keeping: state)
        } else if let person = hinted?.person {
            state.stage = .choosing(try await chosenByMessage(person, settings))
        } else if configuration.flow == .deviceLink {
            let level = settings.certificateLevel
            let session = try await link(
                .certificateChoiceLink,
                .certificate,
                body: choice(level),
                SmartIDSession(id: "", level: level),
                way(to: request.callbackURL, for: request.endUser),
                back: (request.callbackURL, request.callbackState)
            )
            state.stage = .choosing(session)
        }
        return step(state, request)
    }

    /// Looks how far the choice or the signature is.
    public func resumeSigning(
        _ request: SigningRequest,
        from state: SmartIDSigningState,
        after event: MethodEvent
    ) async throws(MethodError) -> SigningStep<SmartIDSigningState> {
        let settings = try signingSettings()
        var state = state
        switch (state.stage, event) {
        case (.asking, .answered(let answer)):
            guard let person = SemanticsIdentifier(typed: answer.text, from: configuration.countries) else {
                return .present(.ask(prompt(again: true)), keeping: state)
            }
            guard person.hasFittingDigits || state.doubted == person else {
                state.doubted = person
                return .present(.ask(doubt), keeping: state)
            }
            state.doubted = nil
            state.stage = .choosing(try await chosenByMessage(person, settings))
            return step(state, request)
        case (.choosing(let session), .polled): return try await choose(session, state, request)
        case (.choosing(let session), .callback(let callback)):
            _ = try BrowserReturn(callback, of: session, state: request.callbackState, needsVerifier: false)
            state.hasReturned = true
            return try await choose(session, state, request)
        case (.chosen(_, .some), .polled): return step(state, request)
        case (.chosen(let chosen, let session?), .callback(let callback)):
            _ = try BrowserReturn(callback, of: session, state: request.callbackState, needsVerifier: false)
            state.stage = .chosen(chosen, waitingFor: nil)
            return .ready(chosen.signer, keeping: state)
        case (.signing(let session, let chosen, let digest), .polled):
            return try await finish(session, chosen, digest, state, request)
        default: throw Self.unexpected
        }
    }

    /// Sends the digest to the app of the person who chose.
    public func authorise(
        _ digests: [SigningDigest],
        for request: SigningRequest,
        from state: SmartIDSigningState
    ) async throws(MethodError) -> SigningStep<SmartIDSigningState> {
        let settings = try signingSettings()
        guard digests.count == 1, let digest = digests.first else { throw Self.oneDigest }
        guard digest.bytes.count == settings.algorithm.digestLength else {
            throw MethodError(.unsupported, "the digest is not one of \(settings.hash.rawValue)")
        }
        guard case .chosen(let chosen, nil) = state.stage else { throw Self.unexpected }
        var next = state
        next.misses = 0
        next.stage = .signing(try await signature(digest, chosen, request, settings), chosen, digest)
        return step(next, request)
    }

    /// The code of this second.
    public func redrawSigning(_ request: SigningRequest, from state: SmartIDSigningState) -> Interaction? {
        guard case .choosing(let session) = state.stage, session.link?.way == .code else { return nil }
        return interaction(state, request)
    }

    func step(
        _ state: SmartIDSigningState,
        _ request: SigningRequest
    ) -> SigningStep<SmartIDSigningState> {
        .present(interaction(state, request), keeping: state)
    }

    private func interaction(_ state: SmartIDSigningState, _ request: SigningRequest) -> Interaction {
        let (session, hasConfirmed): (SmartIDSession?, Bool) =
            switch state.stage {
            case .asking: (nil, false)
            case .choosing(let session), .signing(let session, _, _): (session, false)
            case .chosen(_, let session): (session, true)
            }
        if case .asking = state.stage { return .ask(prompt(again: false)) }
        let isSecond = if case .signing = state.stage { true } else { false }
        return waiting(
            for: session,
            misses: state.misses,
            hasReturned: state.hasReturned && !isSecond,
            hasConfirmed: hasConfirmed,
            in: request.languages.first
        )
    }

    func signingSettings() throws(MethodError) -> SmartIDSigning {
        guard let settings = configuration.signing else {
            throw MethodError(.unsupported, "the settings leave signing out")
        }
        return settings
    }

    private static let oneDigest = MethodError(.unsupported, "the app signs one digest at a time")
}
