import EIDJSON
import EIDMethod
import EIDMethodOIDC

/// What one transaction asks of the upstream.
struct OpenIDConnectRequest: Sendable {
    let request: MethodRequest
    let configuration: OpenIDConnectConfiguration

    /// The rules behind the attributes asked for.
    var rules: [AttributeRule] { configuration.mapping.rules(for: request.attributes) }

    /// Whether UserInfo is worth a call.
    var usesUserInfo: Bool {
        guard configuration.claimsPlaces.contains(.userInfo) else { return false }
        return configuration.hasOwnSubject || rules.contains { !$0.paths.isEmpty }
    }

    /// The parameters of the authorization request.
    func parameters() throws(MethodError) -> AuthorizationParameters {
        let isCommitted = request.commitment != nil
        if isCommitted, !configuration.descriptor.keepsEvidence {
            throw MethodError(.unsupported, "with these settings the upstream's answer is no evidence")
        }
        let extras = configuration.parameters
        let levels = try configuration.assurance.values(for: request.assurance)
        let asksByClaims = configuration.assurance.question == .claims
        var parameters = AuthorizationParameters(
            redirectURI: request.callbackURL,
            state: request.callbackState,
            scopes: scopes,
            acrValues: extras.acrValues + (asksByClaims ? [] : levels),
            uiLocales: extras.uiLocales.isEmpty ? request.languages.map(\.rawValue) : extras.uiLocales,
            claims: claims(levels: asksByClaims ? levels : []),
            prompt: extras.prompt,
            maximumAge: extras.maximumAge,
            loginHint: extras.loginHint ?? (extras.passesLoginHint ? request.loginHint : nil),
            extra: (extras.display.map { [("display", $0)] } ?? []) + extras.vendor
        )
        // A signature will depend on the answer to a commitment, so that the person acts anew.
        parameters.demand(isCommitted ? Freshness(maximumAge: 0, reauthenticates: true) : request.freshness)
        return parameters
    }

    /// Those of every request, then those of the attributes wanted, each once.
    private var scopes: [String] {
        var scopes = ["openid"]
        for scope in configuration.scopes + rules.flatMap(\.scopes) where !scopes.contains(scope) {
            scopes.append(scope)
        }
        return scopes
    }

    /// OpenID Connect Core §5.5.
    private func claims(levels: [String]) -> JSON? {
        var essential: [String: Bool] = [:]
        if configuration.asksForClaims {
            for rule in rules {
                for path in rule.paths { essential[path.claim] = essential[path.claim] == true || rule.isEssential }
            }
            if configuration.hasOwnSubject, let path = configuration.subject { essential[path.claim] = true }
            // Always there, and not to be asked for.
            essential["sub"] = nil
        }
        let wanted = essential.sorted { $0.key < $1.key }.map { claim, isEssential in
            (name: claim, value: isEssential ? JSON.object([("essential", .boolean(true))]) : JSON.null)
        }
        let level: [(name: String, value: JSON)] =
            levels.isEmpty ? [] : [("acr", .object([("essential", .boolean(true)), ("values", .strings(levels))]))]
        let places = configuration.claimsPlaces
        let inToken = (places.contains(.idToken) ? wanted : []) + level
        let inUserInfo = places.contains(.userInfo) ? wanted : []
        var members: [(name: String, value: JSON)] = []
        if !inToken.isEmpty { members.append(("id_token", .object(inToken))) }
        if !inUserInfo.isEmpty { members.append(("userinfo", .object(inUserInfo))) }
        return members.isEmpty ? nil : .object(members)
    }
}
