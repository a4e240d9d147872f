import EIDJOSE
public import EIDMethod
import FoundationEssentials

extension OpenIDConnectConfiguration {
    /// Everything wrong across settings and keys.
    public func issues(keys: MethodKeys) -> [ConfigurationIssue] {
        clientIssues + placeIssues + offerIssues + requestIssues + tokenIssues + keyIssues(keys)
            + assurance.issues.map { $0.under("assurance") } + subjectIssues + mappingIssues
    }

    private var clientIssues: [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        if !GuardedTransport.isSecure(issuer) { issues.append(.init("issuer", "must be https, or http on loopback")) }
        if issuer.query != nil { issues.append(.init("issuer", "must have no query")) }
        if !RequestWord.isValid(clientID) { issues.append(.init("clientID", RequestWord.expectation)) }
        for (index, audience) in trustedAudiences.enumerated() where audience.utf8.count > 512 {
            issues.append(.init("trustedAudiences[\(index)]", "is longer than 512 bytes"))
        }
        switch (clientAuthentication.usesSecret, clientSecret) {
        case (true, nil):
            issues.append(.init("clientSecret", "is missing: \(clientAuthentication.rawValue) needs one"))
        case (false, .some):
            issues.append(.init("clientSecret", "does not belong to \(clientAuthentication.rawValue)"))
        case (true, let secret?):
            let length = secret.reveal().utf8.count
            if length == 0 { issues.append(.init("clientSecret", "is empty")) }
            // RFC 7518 §3.2: an HS256 key is at least as long as the hash.
            let signs = clientAuthentication == .clientSecretJWT || idToken.isShared || userInfo.isShared
            if signs, (1..<32).contains(length) {
                issues.append(.init("clientSecret", "is shorter than the 32 bytes that HS256 needs"))
            }
        case (false, nil): break
        }
        for (key, text) in [
            ("assertionAudience", assertionAudience), ("requestObjectAudience", requestObjectAudience),
        ] where (text?.utf8.count ?? 0) > 512 { issues.append(.init(key, "is longer than 512 bytes")) }
        return issues
    }

    private var placeIssues: [ConfigurationIssue] {
        let needsNoKeys = idToken.isShared && (userInfo.isShared || userInfo.signing.isEmpty)
        return places.issues(
            needs: UpstreamPlaces.Needs(
                userInfo: claimsPlaces.contains(.userInfo),
                pushedRequests: pushesRequests,
                keys: !needsNoKeys || requestObject == .signedAndEncrypted
            )
        )
    }

    private var offerIssues: [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        if types.isEmpty { issues.append(.init("types", "is empty, so that nobody could use the method")) }
        for (index, country) in countries.enumerated() where CountryCode(country) == nil {
            issues.append(.init("countries[\(index)]", "is not a country of ISO 3166-1"))
        }
        return issues
    }

    private var requestIssues: [ConfigurationIssue] {
        var issues = parameters.issues
        for (index, scope) in scopes.enumerated() where !RequestWord.isValid(scope) {
            issues.append(.init("scopes[\(index)]", RequestWord.expectation))
        }
        if claimsPlaces.isEmpty { issues.append(.init("claimsFrom", "is empty")) }
        if Set(claimsPlaces).count != claimsPlaces.count { issues.append(.init("claimsFrom", "has a place twice")) }
        return issues
    }

    private var tokenIssues: [ConfigurationIssue] {
        let hasSecret = clientAuthentication.usesSecret
        return idToken.issues(mayBePlain: false, hasSecret: hasSecret).map { $0.under("idToken") }
            + userInfo.issues(mayBePlain: true, hasSecret: hasSecret).map { $0.under("userInfo") }
    }

    private var subjectIssues: [ConfigurationIssue] {
        do throws(ClaimPath.Malformed) {
            _ = try ClaimPath(subjectText)
            return []
        } catch {
            return [.init("subject.claim", error.message)]
        }
    }

    private func keyIssues(_ keys: MethodKeys) -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        if clientAuthentication == .privateKeyJWT || requestObject != .none {
            let reason = clientAuthentication == .privateKeyJWT ? "private_key_jwt" : "a request object"
            if let first = keys.keys(for: .signing).first {
                issues += signingIssues(first)
            } else {
                issues.append(.init("keys", "has no signing key, which \(reason) needs"))
            }
        } else if signingAlgorithm != nil {
            issues.append(.init("signingAlgorithm", "belongs to private_key_jwt and request objects"))
        }
        if idToken.isEncrypted || userInfo.isEncrypted, keys.keys(for: .encryption).isEmpty {
            issues.append(.init("keys", "has no encryption key, which the upstream needs to encrypt tokens for us"))
        }
        return issues
    }

    /// Whether the key can do what the settings say of it; whether it can be read at all, the broker checks.
    private func signingIssues(_ key: MethodKeys.Key) -> [ConfigurationIssue] {
        guard let read = try? JWK(pem: key.pem.reveal(), keyID: key.id, use: .signature) else { return [] }
        guard let algorithm = signature(with: read) else {
            return [.init("keys", "has a signing key of a kind that cannot sign")]
        }
        let suits = KeyAlgorithm(rawValue: algorithm.rawValue).map { (try? read.with(algorithm: $0)) != nil }
        if suits != true {
            return [.init("signingAlgorithm", "\(algorithm.rawValue) does not suit the first signing key")]
        }
        return []
    }
}
