import EIDJOSE
import EIDJSON
import EIDMethod

/// A request that passed, with the client it came from and the place its answer goes to.
struct CheckedRequest: Sendable {
    let request: AuthorizeRequest
    let client: Client
    let target: RedirectTarget
    let wishes: MethodWishes
}

/// The checks of the authorization endpoint, in the order of the specifications.
///
/// Parameters that nobody knows are ignored (RFC 6749 §3.1).
struct AuthorizeChecks: Sendable {
    let clients: ClientRegistry
    let keys: SigningKeys
    let issuer: String

    func check(
        _ parameters: RequestParameters,
        browser: BrowserContext
    ) throws(AuthorizeFailure) -> CheckedRequest {
        let languages = languages(parameters, browser)
        let client = try client(parameters, languages)
        let target = try target(parameters, client, languages)
        do {
            try refuseRequestObjects(parameters)
            let responseMode = try responseMode(parameters)
            try checkSizes(parameters)
            let challenge = try challenge(parameters, client)
            let prompt = try prompt(parameters)
            let maximumAge = try maximumAge(parameters)
            let asked = try AskedAttributes(parameters, client)
            let request = AuthorizeRequest(
                clientID: client.id,
                redirectURI: parameters["redirect_uri"] ?? "",
                responseMode: responseMode,
                state: parameters["state"],
                nonce: parameters["nonce"],
                challenge: challenge,
                scopes: asked.scopes,
                type: asked.type,
                idTokenAttributes: asked.idToken,
                userInfoAttributes: asked.userInfo,
                minimumAssurance: asked.minimumAssurance,
                methods: asked.methods,
                languages: languages,
                loginHint: parameters["login_hint"],
                freshness: Freshness(
                    maximumAge: maximumAge ?? (asked.needsTime ? Self.anyAge : nil),
                    reauthenticates: prompt.contains("login")
                ),
                essentialLevels: asked.essentialLevels,
                requiredSubjects: try requiredSubjects(parameters, asked, client),
                showsChooser: prompt.contains("select_account")
            )
            let wishes = MethodWishes(
                essential: asked.essential,
                countries: countries(asked, parameters, browser)
            )
            return CheckedRequest(request: request, client: client, target: target, wishes: wishes)
        } catch {
            throw .report(error, to: target, client: client.id)
        }
    }

    /// Core §2: an essential `auth_time` demands that the time be told, as `max_age` does, and any will do: ten years.
    private static let anyAge = 10 * 365 * 24 * 3600

    private func client(
        _ parameters: RequestParameters,
        _ languages: [Language]
    ) throws(AuthorizeFailure) -> Client {
        guard let id = parameters["client_id"] else {
            throw .show(.unknownClient, reason: "no client_id", client: nil, languages: languages)
        }
        guard let registration = clients[id] else {
            throw .show(.unknownClient, reason: "not registered", client: nil, languages: languages)
        }
        return registration.client
    }

    private func target(
        _ parameters: RequestParameters,
        _ client: Client,
        _ languages: [Language]
    ) throws(AuthorizeFailure) -> RedirectTarget {
        // OpenID Connect Core §3.1.2.1: required, even when only one is registered.
        guard let uri = parameters["redirect_uri"] else {
            throw .show(.badRedirectURI, reason: "missing", client: client.id, languages: languages)
        }
        // An unknown mode is an error of its own, which the query brings.
        let mode = ResponseMode(reading: parameters["response_mode"]) ?? .query
        guard
            let target = RedirectTarget(uri, of: client, state: parameters["state"], issuer: issuer, mode: mode)
        else { throw .show(.badRedirectURI, reason: "not registered", client: client.id, languages: languages) }
        return target
    }

    private func refuseRequestObjects(_ parameters: RequestParameters) throws(OAuthError) {
        guard parameters["request"] == nil else {
            throw OAuthError(.requestNotSupported, "Request objects are not supported.")
        }
        // A URL from a caller is never fetched.
        guard parameters["request_uri"] == nil else {
            throw OAuthError(.requestURINotSupported, "request_uri is not supported.")
        }
        guard parameters["registration"] == nil else {
            throw OAuthError(.registrationNotSupported, "The registration parameter is not supported.")
        }
    }

    private func responseMode(_ parameters: RequestParameters) throws(OAuthError) -> ResponseMode {
        guard let type = parameters["response_type"] else {
            throw OAuthError(.invalidRequest, "response_type is missing.")
        }
        guard type.sameBytes(as: "code") else {
            throw OAuthError(.unsupportedResponseType, "Only response_type code is supported.")
        }
        guard let mode = ResponseMode(reading: parameters["response_mode"]) else {
            throw OAuthError(.invalidRequest, "Only the response modes query and form_post are supported.")
        }
        return mode
    }

    private func checkSizes(_ parameters: RequestParameters) throws(OAuthError) {
        let bounds = [
            ("state", 2048), ("nonce", 512), ("scope", 1024), ("acr_values", 1024), ("ui_locales", 256),
            ("login_hint", 256), ("prompt", 128), ("claims", 8 * 1024), ("id_token_hint", IDTokenHint.maximumLength),
        ]
        for (name, bound) in bounds where (parameters[name]?.utf8.count ?? 0) > bound {
            throw OAuthError(.invalidRequest, "\(name) is longer than \(bound) bytes.")
        }
    }

    /// RFC 7636, and RFC 9700 §2.1.1: PKCE also for confidential clients.
    private func challenge(_ parameters: RequestParameters, _ client: Client) throws(OAuthError) -> String? {
        let method = parameters["code_challenge_method"]
        guard let challenge = parameters["code_challenge"] else {
            guard client.pkceExempt && method == nil else {
                throw OAuthError(.invalidRequest, "PKCE with S256 is required: code_challenge is missing.")
            }
            return nil
        }
        guard method.sameBytes(as: "S256") else {
            throw OAuthError(.invalidRequest, "PKCE with S256 is required: code_challenge_method must be S256.")
        }
        guard challenge.utf8.count == 43, Base64URL.decode(challenge)?.count == 32 else {
            throw OAuthError(.invalidRequest, "code_challenge is not the base64url of a SHA-256 digest.")
        }
        return challenge
    }

    private func prompt(_ parameters: RequestParameters) throws(OAuthError) -> Set<String> {
        // `consent` is taken and has no effect: the broker asks for none, and what the person sees is up to the method.
        let values = Set((parameters["prompt"] ?? "").split(separator: " ").map(String.init))
        guard values.isSubset(of: ["none", "login", "consent", "select_account"]) else {
            throw OAuthError(.invalidRequest, "prompt has a value that is not supported.")
        }
        if values.contains("none") {
            guard values.count == 1 else {
                throw OAuthError(.invalidRequest, "prompt none cannot be combined with another value.")
            }
            // The broker keeps no sessions: each request goes to a method, which may need the person.
            throw OAuthError(.loginRequired, "Each request needs the person to sign in.")
        }
        return values
    }

    private func maximumAge(_ parameters: RequestParameters) throws(OAuthError) -> Int? {
        guard let text = parameters["max_age"] else { return nil }
        guard text.utf8.count <= 10, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let age = Int(text) else {
            throw OAuthError(.invalidRequest, "max_age must be a whole number of seconds.")
        }
        return age
    }

    /// OpenID Connect Core §3.1.2.2: `id_token_hint` and the claim `sub` are two ways to say the same.
    private func requiredSubjects(
        _ parameters: RequestParameters,
        _ asked: AskedAttributes,
        _ client: Client
    ) throws(OAuthError) -> [String] {
        guard let token = parameters["id_token_hint"] else { return asked.subjects ?? [] }
        let hint = try IDTokenHint(token, of: client, issuer: issuer, keys: keys)
        guard asked.subjects.map({ $0.contains { $0.sameBytes(as: hint.subject) } }) ?? true else {
            throw OAuthError(.invalidRequest, "id_token_hint and the claims parameter name two subjects.")
        }
        return [hint.subject]
    }

    /// What the client says, and without that what the languages say that the client and the browser ask for.
    private func countries(
        _ asked: AskedAttributes,
        _ parameters: RequestParameters,
        _ browser: BrowserContext
    ) -> [String] {
        guard asked.countries.isEmpty else { return CountryHint.distinct(asked.countries) }
        let locales = (parameters["ui_locales"] ?? "").split(separator: " ").compactMap(CountryHint.region(ofTag:))
        return CountryHint.distinct(locales + browser.countries)
    }

    private func languages(_ parameters: RequestParameters, _ browser: BrowserContext) -> [Language] {
        let asked = (parameters["ui_locales"] ?? "").split(separator: " ").compactMap { Language(tag: $0) }
        var seen: Set<Language> = []
        return (asked + browser.languages + [.en]).filter { seen.insert($0).inserted }
    }
}
