import EIDJSON
import EIDSimulator
import FoundationEssentials

extension ItsmeClient {
    /// Reads a client.
    init(reading node: SettingsNode) {
        self.init(
            id: node.requiredString("id"),
            name: node.string("name") ?? node.string("id") ?? "",
            authentication: Self.authentication(node),
            host: node.word("host", default: .current),
            requiresPKCE: node.boolean("requirePKCE", default: false),
            allowedClaims: node.strings("allowedClaims").map { Set($0.map(ClaimName.full)) },
            signingAlgorithm: Self.choice(node, "idTokenSigning", of: ["RS256", "HS256"]),
            keyManagementAlgorithm: Self.choice(node, "keyManagement", of: ["RSA-OAEP-256", "RSA-OAEP"]),
            contentEncryption: Self.choice(node, "contentEncryption", of: ["A128CBC-HS256", "A256GCM"]),
            requestObjectKeys: node.member("requestObjectKeys")?.value,
            services: node.list("services").map(ItsmeService.init(reading:)),
            signing: node.member("signing").map(ItsmeSigningContract.init(reading:))
        )
        node.refuseUnknown()
        if !(1...10).contains(id.utf8.count) { node.report("id", "must have 1 to 10 characters") }
        if services.isEmpty { node.report("services", "has no entry") }
        reportSigningProblems(to: node)
        if secret == nil, requestObjectKeys != nil {
            node.report("requestObjectKeys", "belong to client_secret_post; private_key_jwt has keys")
        }
        if secret == nil, signingAlgorithm == "HS256" {
            node.report("idTokenSigning", "HS256 needs a client with a secret")
        }
    }

    private static func authentication(_ node: SettingsNode) -> Authentication {
        let secret = node.string("secret")
        let location = node.string("jwksURL")
        let keys = node.member("jwks")?.value
        let method = choice(node, "authentication", of: ["private_key_jwt", "client_secret_post"])
        switch (method, secret, location.flatMap { URL(string: $0) }, keys) {
        case ("client_secret_post", let secret?, nil, nil): return .secret(secret)
        case ("private_key_jwt", nil, let url?, nil): return .keysAt(url)
        case ("private_key_jwt", nil, nil, let keys?): return .keys(keys)
        case ("client_secret_post", _, _, _): node.report("secret", "is all that client_secret_post takes")
        default: node.report("jwksURL", "or jwks is what private_key_jwt takes, and one of them only")
        }
        return .secret("")
    }

    private static func choice(_ node: SettingsNode, _ name: String, of words: [String]) -> String {
        let word = node.string(name) ?? words[0]
        if !words.contains(word) { node.report(name, "must be one of \(words.joined(separator: ", "))") }
        return word
    }
}

extension ItsmeService {
    /// Reads a service.
    init(reading node: SettingsNode) {
        self.init(
            code: node.requiredString("code"),
            kind: node.word("type", default: .identification),
            redirectURIs: node.strings("redirectURIs") ?? [],
            requestURIs: node.strings("requestURIs") ?? []
        )
        node.refuseUnknown()
        if redirectURIs.isEmpty { node.report("redirectURIs", "has no entry") }
        for uri in requestURIs {
            if let problem = Self.requestURIProblem(uri) { node.report("requestURIs", "\(uri) \(problem)") }
        }
    }
}

extension ItsmeScriptStep {
    /// Reads a step.
    init(reading node: SettingsNode) {
        self.init(
            node.word("do", default: .approve),
            persona: node.requiredString("persona"),
            client: node.string("client"),
            times: node.integer("times") ?? 1,
            faults: node.list("faults").compactMap(ArmedFault.init(reading:))
        )
        node.refuseUnknown()
    }
}

extension ArmedFault {
    /// Reads a fault.
    init?(reading node: SettingsNode) {
        guard let fault = ItsmeFault(rawValue: node.requiredString("fault")) else {
            node.report("fault", "must be one of \(ItsmeFault.allCases.map(\.rawValue).joined(separator: ", "))")
            return nil
        }
        self.init(
            fault,
            times: node.integer("times") ?? 1,
            client: node.string("client"),
            endpoint: node.string("endpoint").flatMap(ItsmeEndpoint.init(rawValue:)),
            seconds: node.integer("seconds") ?? 30,
            attribute: node.string("attribute").map(ClaimName.full) ?? "name"
        )
        if node.string("endpoint") != nil, endpoint == nil {
            node.report("endpoint", "must be one of \(ItsmeEndpoint.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        if times < 0 { node.report("times", "must not be negative") }
        if !(0...3600).contains(seconds) { node.report("seconds", "must be 0 to 3600") }
        node.refuseUnknown()
    }
}
