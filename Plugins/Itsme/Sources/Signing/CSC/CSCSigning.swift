import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Logging

/// Qualified signatures over the API of the Cloud Signature Consortium, as itsme speaks it.
///
/// ```
/// begin      info                                     → the person opens a session
/// resume     token, credentials/list and /info        → ready(signer)
/// authorise                                           → the person approves these digests
/// resume     token (SAD), credentials/info, signHash  → signed; auth/revoke, whatever came of it
/// ```
struct CSCSigning: Sendable {
    let settings: ItsmeSigning
    let clientID: String
    let secret: Secret<String>
    let service: CSCService
    let services: MethodServices

    private var text: SigningText { SigningText(policy: settings.text, log: services.log) }

    func begin(_ request: SigningRequest) async throws(MethodError) -> SigningStep<ItsmeSigningState> {
        // Found now rather than after the person has opened a session.
        _ = try text.description(of: request, in: request.language)
        _ = try account(for: request)
        let authorize = try await service.authorizeURL(language: request.wireLanguage)
        let url = try opening(authorize, request)
        return .present(.redirect(to: url), keeping: ItsmeSigningState(.opening(authorize: authorize)))
    }

    /// Where the person is sent when they come again: itsme takes an account token once, and only while it is new.
    func redraw(_ request: SigningRequest, from stage: CSCStage) -> Interaction? {
        let url: URL? =
            switch stage {
            case .opening(let authorize): try? opening(authorize, request)
            case .approving(let session, let digests):
                try? approval(
                    of: digests,
                    as: text.description(of: request, in: request.language),
                    in: session,
                    request
                )
            case .ready: nil
            }
        return url.map { .redirect(to: $0) }
    }

    func resume(
        _ request: SigningRequest,
        from stage: CSCStage,
        after event: MethodEvent
    ) async throws(MethodError) -> SigningStep<ItsmeSigningState> {
        let callback = try SigningCallback(event, state: request.callbackState)
        switch stage {
        case .opening(let authorize):
            let bearer = try await redeem(try callback.code(), for: .bearer, request)
            return try await revoking(bearer, onlyAfterFailure: true) { () async throws(MethodError) in
                let credentialID = try await service.credentialID(bearer)
                let credential = try await service.credential(credentialID, bearer, language: request.wireLanguage)
                let session = CSCSession(authorize: authorize, bearer: bearer, credentialID: credentialID)
                return .ready(credential.signer, keeping: ItsmeSigningState(.ready(session)))
            }
        case .approving(let session, let digests):
            return try await revoking(session.bearer) { () async throws(MethodError) in
                .signed(try await sign(digests, in: session, with: try callback.code(), request))
            }
        case .ready:
            throw MethodError(.unsupported, "the signing waits for digests, and for no callback")
        }
    }

    func authorise(
        _ digests: [SigningDigest],
        for request: SigningRequest,
        from stage: CSCStage
    ) async throws(MethodError) -> SigningStep<ItsmeSigningState> {
        guard case .ready(let session) = stage else {
            throw MethodError(.unsupported, "the signing does not wait for digests")
        }
        return try await revoking(session.bearer, onlyAfterFailure: true) { () async throws(MethodError) in
            let taken = try NamedDigest.taking(digests, for: request, atMost: settings.maximumDigests)
            let description = try text.description(of: request, in: request.language)
            text.warn(of: description.count, in: request)
            let url = try approval(of: taken, as: description, in: session, request)
            return .present(.redirect(to: url), keeping: ItsmeSigningState(.approving(session, taken)))
        }
    }

    private func opening(_ authorize: URL, _ request: SigningRequest) throws(MethodError) -> URL {
        try browserURL(authorize, request, [("scope", "service")])
    }

    private func approval(
        of digests: [NamedDigest],
        as description: String,
        in session: CSCSession,
        _ request: SigningRequest
    ) throws(MethodError) -> URL {
        var fields = [
            ("scope", "credential"), ("credentialID", session.credentialID),
            ("numSignatures", String(digests.count)),
            ("hash", digests.map { Self.paddedURL($0.bytes) }.joined(separator: ",")),
        ]
        if !description.isEmpty { fields.append(("description", description)) }
        return try browserURL(session.authorize, request, fields)
    }

    /// Nobody waits for this signing any more.
    func abandon(_ stage: CSCStage) async {
        switch stage {
        case .opening: return
        case .ready(let session), .approving(let session, _): await close(session.bearer)
        }
    }

    private func sign(
        _ digests: [NamedDigest],
        in session: CSCSession,
        with code: String,
        _ request: SigningRequest
    ) async throws(MethodError) -> SigningResult {
        let activation = try await redeem(code, for: .activation, request)
        // Asked again, so that the result says whose credential signs now, and one that no longer can signs nothing.
        let signer = try await service.credential(session.credentialID, session.bearer, language: request.wireLanguage)
            .signer
        let values = try await service.sign(digests.map(\.bytes), in: session, activation: activation)
        return SigningResult(signer: signer, values: zip(digests, values).map { .init(name: $0.name, bytes: $1) })
    }

    private func redeem(
        _ code: String,
        for kind: CSCService.TokenKind,
        _ request: SigningRequest
    ) async throws(MethodError) -> String {
        try await service.token(
            kind,
            form: [
                ("grant_type", "authorization_code"), ("client_id", clientID), ("client_secret", secret.reveal()),
                ("code", code), ("redirect_uri", request.callbackURL.absoluteString),
            ]
        )
    }

    /// A session that is not needed any more is closed, as well as that goes: it would live for an hour.
    private func revoking(
        _ bearer: String,
        onlyAfterFailure: Bool = false,
        _ body: () async throws(MethodError) -> SigningStep<ItsmeSigningState>
    ) async throws(MethodError) -> SigningStep<ItsmeSigningState> {
        do throws(MethodError) {
            let step = try await body()
            if !onlyAfterFailure { await close(bearer) }
            return step
        } catch {
            await close(bearer)
            throw error
        }
    }

    private func close(_ bearer: String) async {
        do throws(MethodError) {
            try await service.revoke(bearer)
        } catch {
            services.log.notice("a signing session could not be closed", metadata: ["code": "\(error.code)"])
        }
    }

    private func account(for request: SigningRequest) throws(MethodError) -> String {
        guard let account = settings.accountID ?? request.signerHint, (1...255).contains(account.utf8.count) else {
            throw MethodError(.unsupported, "neither the settings nor the client's signer hint name an account")
        }
        return account
    }

    private func accountToken(for request: SigningRequest) throws(MethodError) -> String {
        let token = AccountToken(
            clientID: clientID,
            secret: secret,
            key: settings.accountTokenKey,
            issuer: settings.accountTokenIssuer
        )
        return try token.signed(for: account(for: request), now: services.clock.seconds, id: services.random.token())
    }

    private func browserURL(
        _ authorize: URL,
        _ request: SigningRequest,
        _ fields: [(String, String)]
    ) throws(MethodError) -> URL {
        let account = try accountToken(for: request)
        let common = [
            ("response_type", "code"), ("client_id", clientID), ("redirect_uri", request.callbackURL.absoluteString),
            ("state", request.callbackState), ("lang", request.wireLanguage), ("account_token", account),
        ]
        guard let url = URL(string: "\(authorize.absoluteString)?\(FormEncoding.encode(common + fields))") else {
            throw MethodError(.misconfigured, "the authorization request cannot be written as a URL")
        }
        return url
    }

    /// base64url with its padding reads the same to those who expect base64 and to those who expect base64url.
    private static func paddedURL(_ bytes: Data) -> String {
        Base64.encode(bytes).replacing("+", with: "-").replacing("/", with: "_")
    }
}
