import EIDJSON
import EIDSimulator

/// The authorization endpoint of the CSC API: one dance for the person, one for the hashes (itsme-protocol §18.3).
extension ItsmeSimulator {
    func cscAuthorize(_ request: SimulatorRequest) -> SimulatorResponse {
        var exam = newExamination()
        defer { keep(exam.trace) }
        let language = PageLanguage(code: request.queryFields?["lang"]) ?? .en
        let client: ItsmeClient
        let target: RedirectTarget
        let fields: FormFields
        do throws(ItsmeRefusal) {
            fields = try exam.require(
                request.queryFields,
                "§10.2",
                "invalid_request",
                "the query is malformed",
                holds: "the query is well-formed"
            )
            exam.received("CSC authorization request", fields)
            client = try cscClient(fields, &exam)
            target = try cscTarget(client, fields, &exam)
        } catch {
            return refusalPage(error, exam.trace.id, language)
        }
        do throws(ItsmeRefusal) {
            let action = try cscAction(client, target, fields, language, &exam)
            return .redirect(to: "\(configuration.baseURL)/session/\(action)")
        } catch {
            // The descriptions are those of CSC 1.0.4; the rules stand in the trace.
            return .redirect(
                to: target.location(
                    [("error", error.code), ("error_description", error.text)],
                    faults: disturbances(client, at: .cscAuthorize)
                )
            )
        }
    }

    private func cscClient(_ fields: FormFields, _ exam: inout Examination) throws(ItsmeRefusal) -> ItsmeClient {
        for name in ["client_id", "redirect_uri"] {
            try exam.require(
                fields.count(of: name) == 1,
                "§18.3",
                "invalid_request",
                "\(name) must be given once"
            )
        }
        let id = fields["client_id"]
        let client = try exam.require(
            configuration.clients.first { id.sameBytes(as: $0.id) },
            "§18.3",
            "unauthorized_client",
            "unknown client_id",
            holds: "the client is known"
        )
        exam.trace.client = client.id
        try exam.require(
            client.signingSecret != nil,
            "§26.2",
            "unauthorized_client",
            "the client has no contract for signing by the CSC API",
            holds: "the client may sign by the CSC API"
        )
        return client
    }

    private func cscTarget(
        _ client: ItsmeClient,
        _ fields: FormFields,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> RedirectTarget {
        let uri = fields["redirect_uri"] ?? ""
        let isRegistered =
            client.signingServices.contains { $0.redirectURIs.contains { $0.sameBytes(as: uri) } }
            || (client.signing?.patternFits(uri) ?? false)
        try exam.require(
            isRegistered,
            "§18.3",
            "invalid_redirect_uri",
            "the redirect URI is not registered for signing",
            holds: "redirect_uri is registered for signing"
        )
        let problem = configuration.redirectProblem(uri)
        try exam.require(
            problem == nil,
            "§3.1",
            "invalid_redirect_uri",
            "the redirect URI \(problem ?? "")",
            holds: "redirect_uri is https and has no fragment"
        )
        return RedirectTarget(uri: uri, state: fields["state"])
    }

    private func cscAction(
        _ client: ItsmeClient,
        _ target: RedirectTarget,
        _ fields: FormFields,
        _ language: PageLanguage,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> String {
        if faults.take(.temporaryUnavailable, at: .cscAuthorize, client: client.id) != nil {
            throw exam.refuse("temporarily_unavailable", "§18.9", "Simulated overload or maintenance")
        }
        try exam.require(
            fields.doubled == nil,
            "§18.3",
            "invalid_request",
            "\(fields.doubled ?? "") is given twice",
            holds: "no parameter is given twice"
        )
        try exam.require(
            fields["response_type"] == "code",
            "§18.3",
            "unsupported_response_type",
            "response_type must be code"
        )
        try exam.require(
            fields["clientData"] == nil,
            "§18",
            "invalid_request",
            "clientData is not supported",
            holds: "there is no clientData"
        )
        let scope = fields["scope"]
        try exam.require(
            scope == "service" || scope == "credential",
            "§18.3",
            "invalid_scope",
            "scope must be service or credential"
        )
        try useAccountToken(fields["account_token"], of: client, &exam)
        if PageLanguage(code: fields["lang"]) == nil, fields["lang"] != nil {
            exam.note("§18.3", "lang is not one of NL, DE, EN, FR: English is used")
        }
        if fields["state"] == nil { exam.note("§18.3", "state is missing, so that the answer is bound to nothing") }
        let ordered = scope == "credential" ? try cscOrder(client, fields, &exam) : nil
        if let ordered, faults.take(.revokedCertificate, at: .cscAuthorize, client: client.id) != nil {
            revoke(ordered.persona, &exam)
        }
        let service = client.signingServices.first {
            $0.redirectURIs.contains { $0.sameBytes(as: target.uri) }
        }
        return beginSigning(
            SigningStart(
                client: client,
                service: service ?? client.signingServices.first,
                order: ordered?.order,
                way: .csc(target),
                language: language,
                persona: ordered?.persona
            ),
            &exam
        )
    }

    private func useAccountToken(
        _ token: String?,
        of client: ItsmeClient,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) {
        guard let contract = client.signing, let secret = client.signingSecret else { return }
        let id = try AccountToken(client: client, contract: contract, secret: secret).check(token, &exam)
        try exam.require(
            // Five minutes of age either way: after ten nobody can use it again.
            signing.accountTokens.use(id, of: client, until: clock.seconds + 600, at: clock.seconds),
            "§18.3",
            "invalid_request",
            "the jti of account_token has been used before",
            holds: "the jti of account_token is new"
        )
    }

    private func cscOrder(
        _ client: ItsmeClient,
        _ fields: FormFields,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> (order: SigningOrder, persona: String) {
        let id = try exam.require(
            fields["credentialID"],
            "§18.3",
            "invalid_request",
            "Missing (or invalid type) string parameter credentialID",
            holds: "credentialID is given"
        )
        let holder = try exam.require(
            signing.holder(ofCredential: id),
            "§18.3",
            "invalid_request",
            "Invalid parameter credentialID",
            holds: "the credential is known"
        )
        try exam.require(
            accounts[holder]?.isActive ?? false,
            "§26.4",
            "access_denied",
            "the account of this credential is not active",
            holds: "the account of the credential is active"
        )
        let digests = try AuthorizedHashes(fields: fields, allowsBatch: client.signing?.allowsBatch ?? false)
            .check(&exam)
        var order = SigningOrder(
            documents: digests.enumerated().map { SigningOrder.Document(id: String($0), digest: $1) },
            credential: id
        )
        if let description = fields["description"] {
            try exam.require(
                description.unicodeScalars.count <= 255,
                "§18.3",
                "invalid_request",
                "description must have at most 255 characters"
            )
            try exam.require(
                Latin9.holds(description),
                "§17",
                "invalid_request",
                "description must fit ISO 8859-15"
            )
            order.description = description
        }
        return (order, holder)
    }

    /// Takes a certificate back between the legs, under a fault.
    func revoke(_ persona: String, _ exam: inout Examination) {
        do {
            try revokeCertificate(of: persona)
            exam.note("§26.4", "the certificate is revoked, under a fault")
        } catch {
            exam.note("§26.4", "the certificate cannot be revoked")
        }
    }

    /// A code in the odd form of itsme's examples: hexadecimal of an identifier and the kind of token (§18.3).
    func newCode(for action: SigningAction) -> String {
        let text = "\(random.uuid())|\(action.order == nil ? "Bearer" : "SAD")"
        let code = text.utf8.hexadecimal.uppercased()
        codes[code] = CodeGrant(action: action.id, expires: clock.seconds + 180)
        return code
    }
}

extension PageLanguage {
    /// `NL`, `nl` or `nl-BE`; `nil` for another language.
    init?(code: String?) {
        guard let code, code.utf8.count <= 8 else { return nil }
        let primary = code.split(separator: "-", omittingEmptySubsequences: false).first ?? ""
        self.init(rawValue: primary.lowercased())
    }
}
