import EIDJSON
import EIDMethod
import EIDMethodOIDC

/// What one transaction asks of itsme.
struct ItsmeRequest: Sendable {
    let request: MethodRequest
    let configuration: ItsmeConfiguration

    /// The attributes and the claims behind them.
    var mapping: ItsmeAttributeMapping { ItsmeAttributeMapping(requested: request.attributes) }

    /// The parameters of the authorization request.
    func parameters() throws(MethodError) -> AuthorizationParameters {
        let asked = claims
        let isCommitted = request.commitment != nil
        if isCommitted, configuration.tokenSigning == .hs256 {
            throw MethodError(
                .unsupported,
                "a token under HS256 is no evidence: with the client secret anyone can make it"
            )
        }
        return AuthorizationParameters(
            redirectURI: request.callbackURL,
            state: request.callbackState,
            scopes: ["openid", "service:\(try serviceCode())"] + scopes(for: asked).map(\.rawValue),
            acrValues: [try ItsmeAssurance.requested(for: request.assurance)],
            uiLocales: request.languages.filter { SigningRequest.spoken.contains($0) }.map(\.rawValue),
            claims: claimsParameter(for: asked),
            // itsme asks the person every time; these say that a signature depends on it.
            prompt: isCommitted ? "login" : nil,
            maximumAge: isCommitted ? 0 : nil
        )
    }

    /// Whether claims arrive with UserInfo.
    var usesUserInfo: Bool { request.type == .verification && configuration.claimsPlacement != .idToken }

    /// The service decides at itsme what the transaction is, so that without one there is nothing to start.
    func serviceCode() throws(MethodError) -> String {
        guard let code = configuration.serviceCodes[request.type] else {
            throw MethodError(
                .unsupported,
                "the settings have no service code for \(request.type.rawValue), so this type is off"
            )
        }
        return code
    }

    /// The claims to ask for.
    ///
    /// itsme refuses an identification without any. Where nothing is wanted, it is asked for the one that tells nothing:
    /// everybody with an itsme account is at least 16.
    private var claims: Set<String> {
        guard request.type == .verification else { return [] }
        let claims = mapping.claims
        return claims.isEmpty ? ["age_gte_16"] : claims
    }

    private func scopes(for claims: Set<String>) -> [ItsmeScope] {
        guard configuration.claimsPlacement == .scopes else { return [] }
        return ItsmeScope.allCases.filter { $0.isJustified(by: claims) }
    }

    /// The claims that no scope brings, in a stable order.
    private func claimsParameter(for claims: Set<String>) -> JSON? {
        let remaining = claims.subtracting(scopes(for: claims).flatMap(\.claims)).sorted()
        guard !remaining.isEmpty else { return nil }
        let place = configuration.claimsPlacement == .idToken ? "id_token" : "userinfo"
        return .object([(place, .object(remaining.map { ($0, .null) }))])
    }
}
