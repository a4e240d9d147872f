import EIDJOSE
public import EIDJSON
public import EIDMethod
public import FoundationEssentials

extension OIDCUpstream {
    /// Fetches UserInfo in the form that the registration names, for the subject of the ID token and nobody else.
    public func userInfo(_ accessToken: Secret<String>, subject: String) async throws(MethodError) -> JSONValue {
        try await userInfo(accessToken, subject: subject, keepingEvidence: false).claims
    }

    /// Fetches UserInfo as above, and keeps the answer as evidence if so asked; a plain answer is evidence without keys.
    public func userInfo(
        _ accessToken: Secret<String>,
        subject: String,
        keepingEvidence: Bool
    ) async throws(MethodError) -> (claims: JSONValue, evidence: EvidenceItem?) {
        guard let endpoint = try await directory.metadata().userInfoEndpoint else {
            throw MethodError(.misconfigured, "the discovery document names no UserInfo endpoint")
        }
        let limits = registration.limits.userInfo
        let response = try await call.fetch(
            endpoint,
            accessToken: accessToken,
            accept: registration.userInfo.signing.isEmpty ? "application/json" : "application/jwt, application/json",
            limits: limits,
            from: "the UserInfo endpoint"
        )
        let name = "the UserInfo answer"
        let claims: JSONValue
        var evidence: EvidenceItem?
        switch try UserInfoAnswer(response.body, limits: limits) {
        case .object(let object):
            guard registration.userInfo.allowsPlainJSON else {
                throw MethodError(
                    .untrusted,
                    "\(name) is neither signed nor encrypted, although the registration says so"
                )
            }
            claims = object
            if keepingEvidence {
                evidence = EvidenceItem(kind: "userinfo", mediaType: "application/json", content: Data(response.body))
            }
        case .token(let token):
            let opened = try await opener(for: registration.userInfo, named: name).open(token)
            claims = opened.claims
            if keepingEvidence { evidence = try opened.evidence("userinfo") }
        }
        // OpenID Connect Core §5.3.2: without this an answer about somebody else could be slipped in.
        guard try IDTokenRules.subject(of: claims, in: name).sameBytes(as: subject) else {
            throw MethodError(.untrusted, "\(name) is about another subject than the ID token")
        }
        try rules(named: name).checkIfPresent(claims)
        return (claims, evidence)
    }

    /// Fetches something that a claim points to, such as a picture, and only from a host that discovery names: the URL
    /// comes from a token and must not take the access token elsewhere.
    public func resource(
        _ url: URL,
        accessToken: Secret<String>,
        limits: HTTPLimits = HTTPLimits()
    ) async throws(MethodError) -> HTTPResponse {
        guard try await directory.metadata().isHome(of: url) else {
            throw MethodError(.untrusted, "the resource is on a host that the discovery document does not name")
        }
        return try await call.fetch(url, accessToken: accessToken, accept: "*/*", limits: limits, from: "the resource")
    }
}
