import EIDJOSE
import EIDJSON
public import EIDMethod
import FoundationEssentials

extension OIDCUpstream {
    /// Checks what the browser brought back, redeems the code and verifies the ID token.
    ///
    /// - Parameters:
    ///   - callback: what the browser brought back.
    ///   - state: the value that went out with the request, from the broker, never from the callback.
    ///   - binding: that of the request, out of the provider's state.
    public func redeem(
        _ callback: CallbackParameters,
        state: String,
        binding: AuthorizationBinding
    ) async throws(MethodError) -> UpstreamTokens {
        let issuer = registration.issuer.absoluteString
        guard binding.issuer.sameBytes(as: issuer) else {
            throw MethodError(.untrusted, "the transaction began with another issuer")
        }
        let metadata = try await directory.metadata()
        let code = try CallbackCheck(
            issuer: issuer,
            expectsIssuer: metadata.announcesIssuer,
            errors: registration.errors
        ).code(in: callback, state: state)

        let answer = try await exchange(code, binding: binding, at: metadata.tokenEndpoint)
        let opened = try await opener(for: registration.idToken, named: "the ID token").open(answer.idToken)
        let subject = try rules(named: "the ID token")
            .check(opened, nonce: binding.nonce, accessToken: answer.accessToken)
        if binding.nonceSalt != nil {
            try rules(named: "the ID token").checkFreshness(opened.claims, since: binding.begun)
        }
        return UpstreamTokens(
            idTokenClaims: opened.claims,
            subject: subject,
            evidence: try binding.nonceSalt.map { salt throws(MethodError) in
                try opened.evidence("id_token", nonceSalt: salt)
            },
            accessToken: answer.accessToken,
            expiresIn: answer.expiresIn
        )
    }

    private func exchange(
        _ code: String,
        binding: AuthorizationBinding,
        at endpoint: URL
    ) async throws(MethodError) -> TokenAnswer {
        let fields = [
            ("grant_type", "authorization_code"), ("code", code),
            ("redirect_uri", binding.redirectURI.absoluteString), ("code_verifier", binding.codeVerifier),
        ]
        let response = try await post(
            fields,
            to: endpoint,
            audience: endpoint,
            limits: registration.limits.token,
            place: "the token endpoint"
        )
        return try TokenAnswer(response, limits: registration.limits.token, errors: registration.errors)
    }

    func opener(for profile: TokenProfile, named name: String) -> TokenOpener {
        TokenOpener(
            profile: profile,
            decryptionKeys: registration.decryptionKeys,
            keyring: services.keyring,
            clientAuthentication: registration.clientAuthentication,
            directory: directory,
            maximumLength: max(registration.limits.token.bodyBytes, registration.limits.userInfo.bodyBytes),
            name: name
        )
    }

    func rules(named name: String) -> IDTokenRules {
        IDTokenRules(
            issuer: registration.issuer.absoluteString,
            clientID: registration.clientID,
            trustedAudiences: registration.trustedAudiences,
            clockSkew: registration.clockSkew,
            maximumAge: registration.maximumTokenAge,
            now: services.clock.seconds,
            name: name
        )
    }
}
