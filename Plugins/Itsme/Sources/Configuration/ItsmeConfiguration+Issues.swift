import EIDJOSE
public import EIDMethod
import FoundationEssentials

extension ItsmeConfiguration {
    /// What is wrong across settings, and with the keys beside them; keys are reported under `keys`.
    public func issues(keys: MethodKeys) -> [ConfigurationIssue] {
        environmentIssues + clientIssues + serviceIssues + keyIssues(keys) + signingIssues
    }

    private var environmentIssues: [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        switch (environment, customIssuer) {
        case (.custom, nil): issues.append(.init("issuer", "is missing: a custom environment needs one"))
        case (.custom, let issuer?):
            if !GuardedTransport.isSecure(issuer) {
                issues.append(.init("issuer", "must be https, or http on loopback"))
            }
            if issuer.query != nil { issues.append(.init("issuer", "must not have a query")) }
        case (.e2e, .some), (.production, .some):
            issues.append(
                .init("issuer", "belongs to a custom environment; \(environment.rawValue) has its own issuer")
            )
        case (.e2e, nil), (.production, nil): break
        }
        if usesLegacyHost, environment == .custom {
            issues.append(.init("legacyHost", "belongs to e2e and production; write the issuer instead"))
        }
        if usesLegacyHost, clientAuthentication != .clientSecretPost {
            issues.append(.init("legacyHost", "serves only clients with client_secret_post"))
        }
        return issues
    }

    private var clientIssues: [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        if !Self.isWord(clientID, atMost: 255) {
            issues.append(.init("clientID", "must be one printable word of at most 255 characters"))
        }
        switch (clientAuthentication, clientSecret) {
        case (.clientSecretPost, nil):
            issues.append(.init("clientSecret", "is missing: client_secret_post needs the secret from itsme"))
        case (.privateKeyJWT, .some):
            issues.append(.init("clientSecret", "belongs to client_secret_post; private_key_jwt uses keys"))
        case (.clientSecretPost, let secret?):
            let length = secret.reveal().utf8.count
            if length == 0 { issues.append(.init("clientSecret", "is empty")) }
            // RFC 7518 §3.2: an HS256 key is at least as long as the hash.
            if tokenSigning == .hs256, (1..<32).contains(length) {
                issues.append(.init("clientSecret", "is shorter than the 32 bytes that HS256 needs"))
            }
        case (.privateKeyJWT, nil): break
        }
        if tokenSigning == .hs256, clientAuthentication != .clientSecretPost {
            issues.append(.init("idTokenSigning", "HS256 needs client_secret_post"))
        }
        if clientAuthentication == .privateKeyJWT {
            if keyManagement.isEmpty { issues.append(.init("keyManagement", "must name at least one")) }
            if contentEncryption.isEmpty { issues.append(.init("contentEncryption", "must name at least one")) }
        }
        return issues
    }

    private var serviceIssues: [ConfigurationIssue] {
        if serviceCodes.isEmpty {
            return [.init("serviceCodes", "is empty; itsme assigns a code per service, and a type without one is off")]
        }
        return serviceCodes.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { type, code in
            // The code is a part of `scope`, where a space would begin another one.
            Self.isWord(code, atMost: 45)
                ? nil : .init("serviceCodes.\(type.rawValue)", "must be one printable word of at most 45 characters")
        }
    }

    private func keyIssues(_ keys: MethodKeys) -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        let signs = clientAuthentication == .privateKeyJWT || requestObject == .signedAndEncrypted
        if signs, keys.keys(for: .signing).isEmpty {
            let reason = clientAuthentication == .privateKeyJWT ? "private_key_jwt" : "a signed request object"
            issues.append(.init("keys", "has no signing key, which \(reason) needs"))
        }
        if clientAuthentication == .privateKeyJWT, keys.keys(for: .encryption).isEmpty {
            issues.append(.init("keys", "has no encryption key, which itsme needs to encrypt tokens for us"))
        }
        for (index, key) in keys.all.enumerated() {
            if let problem = Self.problem(with: key) { issues.append(.init("keys[\(index)]", problem)) }
        }
        return issues
    }

    private var signingIssues: [ConfigurationIssue] {
        let issues = signing?.issues(methodClientID: clientID, environment: environment) ?? []
        return issues.map { $0.under("signing") }
    }

    /// itsme supports RSA only for key pairs.
    private static func problem(with key: MethodKeys.Key) -> String? {
        guard let read = try? JWK(pem: key.pem.reveal(), keyID: key.id) else {
            return "is not a private key in PEM that can be read without a passphrase, or is too weak"
        }
        return read.type == .rsa ? nil : "is not an RSA key; itsme supports no other"
    }

    static func isWord(_ text: String, atMost limit: Int) -> Bool {
        (1...limit).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
