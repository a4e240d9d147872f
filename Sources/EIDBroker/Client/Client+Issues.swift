import EIDJOSE
import EIDMethod
import FoundationEssentials

extension Client {
    /// Said of a public client that wants to sign.
    static let signingNeedsProof = "signing needs a client that can prove who it is"

    /// Everything wrong with a client; paths are relative to it.
    func issues(methods known: Set<String>, algorithms: Set<SignatureAlgorithm>) -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        if id.isEmpty || id.utf8.count > 256 || !id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            issues.append(.init("id", "must be 1 to 256 visible ASCII characters"))
        }
        if redirectURIs.isEmpty { issues.append(.init("redirectURIs", "has no entry")) }
        issues += Self.issues(redirectURIs, adding: RedirectTarget.parameters).map { $0.under("redirectURIs") }
        if lacksSector {
            issues.append(
                .init("sector", "is needed: the redirect URIs have several hosts, and subjects depend on one")
            )
        }
        // Pages link to it, so it must not be anything that a browser would run.
        if let homeURL, !["https", "http"].contains(URL(string: homeURL)?.scheme?.lowercased() ?? "") {
            issues.append(.init("homeURL", "must be an http or https URL"))
        }
        switch authentication {
        case .secretBasic(let secret), .secretPost(let secret):
            if secret.reveal().utf8.count < 32 {
                issues.append(.init("authentication.secret", "must have at least 32 characters"))
            }
        case .privateKeyJWT(let set):
            if !set.keys.contains(where: { $0.use != .encryption && SigningKeys.algorithm(of: $0) != nil }) {
                issues.append(.init("authentication.keys", "has no key that can verify a signature"))
            }
        case .none: break
        }
        if methods.isEmpty { issues.append(.init("methods", "has no entry")) }
        for (index, method) in methods.enumerated() where !known.contains(method) {
            issues.append(.init("methods[\(index)]", "is not the id of an enabled method"))
        }
        if types.isEmpty { issues.append(.init("types", "has no entry")) }
        issues += signingIssues
        issues += attributeIssues
        for (key, algorithm) in [
            ("idTokenSigningAlgorithm", idTokenSigningAlgorithm),
            ("userInfoSigningAlgorithm", userInfoSigningAlgorithm),
        ] {
            if let algorithm, !algorithms.contains(algorithm) {
                issues.append(.init(key, "there is no signing key for \(algorithm.rawValue)"))
            }
        }
        if let wanted = idTokenEncryption,
            (try? JWESealer(key: wanted.key, algorithm: wanted.algorithm, encryption: wanted.encryption)) == nil
        {
            issues.append(.init("idTokenEncryption", "the key does not fit the algorithm"))
        }
        return issues
    }

    private var signingIssues: [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        if types.contains(.signing), case .none = authentication {
            issues.append(.init("types", Self.signingNeedsProof))
        }
        issues += Self.issues(returnURIs, adding: SigningFlow.returnParameters).map { $0.under("returnURIs") }
        if mayBringHashes, !types.contains(.signing) {
            issues.append(.init("mayBringHashes", "belongs to clients of type signing"))
        }
        if let webhook {
            if !types.contains(.signing) { issues.append(.init("webhook", "belongs to clients of type signing")) }
            if !GuardedTransport.isSecure(webhook.url) {
                issues.append(.init("webhook.url", "must be https, or http on loopback"))
            }
        }
        return issues
    }

    private var attributeIssues: [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        for name in attributes.sorted() {
            guard let definition = AttributeCatalogue.definition(of: name) else {
                issues.append(.init("attributes", "\(name) is not an attribute of the catalogue"))
                continue
            }
            if definition.isSpecial && (justifications[name] ?? "").isEmpty {
                issues.append(.init("justifications.\(name)", "is missing: \(name) is special and needs a reason"))
            }
        }
        for name in justifications.keys.sorted() where !attributes.contains(name) {
            issues.append(.init("justifications.\(name)", "is not among the client's attributes"))
        }
        return issues
    }
}
