import EIDJOSE
import EIDJSON
import EIDMethod

extension Client {
    /// The settings of one client.
    static let settings: [Setting] = [
        .required("id", .text, "The client identifier."),
        .required("name", .text, "The name that people see."),
        .optional("homeURL", .url, "The client's home page; pages that end a sign-in link to it."),
        .required(
            "redirectURIs",
            .list(.text),
            "Where answers may go; compared as exact strings, but that http://127.0.0.1/… and http://[::1]/… without a port stand for any "
                + "port."
        ),
        .required("authentication", .section(authenticationSettings), "How the client proves who it is."),
        .required(
            "methods",
            .list(.text),
            "The ids of the methods that the client may use, in the order in which people see them."
        ),
        .optional(
            "types",
            .list(.choice(["verification", "authentication", "signing"])),
            default: ["verification", "authentication"],
            "What the client may ask for."
        ),
        .optional(
            "scopes",
            .list(.choice(AttributeCatalogue.scopes)),
            default: [],
            "Allows all attributes of these scopes."
        ),
        .optional(
            "attributes",
            .list(.choice(AttributeCatalogue.all.map(\.name.rawValue))),
            default: [],
            "The attributes that the client may receive, besides those of its scopes."
        ),
        .optional(
            "justifications",
            .map(.text),
            "Why the client may receive each of its special attributes, for example the law that says so."
        ),
        .optional(
            "sector",
            .text,
            "Clients of one sector share subjects; the host of the redirect URIs if absent, which must be one then."
        ),
        .optional("minimumAssurance", .choice(Assurance.allCases.map(\.rawValue)), "The lowest level it accepts."),
        .optional(
            "idTokenSigningAlgorithm",
            .choice(signing),
            "What its ID tokens are signed with. If absent RS256, which libraries expect, or that of the first signing key where "
                + "none is for RS256."
        ),
        .optional("userInfoSigningAlgorithm", .choice(signing), "UserInfo is plain JSON if absent."),
        .optional("idTokenEncryption", .section(encryptionSettings), "Encrypts ID tokens to a key of the client."),
        .optional("pkceExempt", .boolean, default: false, "Allows requests without PKCE; for certification only."),
        .optional(
            "returnURIs",
            .list(.text),
            default: [],
            "Where the browser may go after a signing; compared as exact strings."
        ),
        .optional(
            "mayBringHashes",
            .boolean,
            default: false,
            "Allows hashes instead of documents, and bare values (raw): such a client can obtain a signature over anything, unseen "
                + "by the person."
        ),
        .optional("webhook", .section(webhookSettings), "Tells the client when a signing is over."),
    ]

    private static let signing = ["ES256", "RS256", "PS256", "EdDSA"]

    private static let authenticationSettings: [Setting] = [
        .required("kind", .choice(["none", "secret_basic", "secret_post", "private_key_jwt"]), "The one way it uses."),
        .optional("secret", .secret, "For secret_basic and secret_post: at least 32 characters."),
        .optional(
            "keys",
            .secret,
            "For private_key_jwt: the client's public keys as a JWKS, { file: PATH }. An RSA key without alg takes RS256 only."
        ),
    ]

    private static let webhookSettings: [Setting] = [
        .required("url", .url, "Where events are posted to: https, or http on loopback."),
        .required(
            "secret",
            .secret,
            "The key of the signatures as Standard Webhooks writes it: whsec_ and 24 to 64 bytes in base64."
        ),
    ]

    /// What a client proves itself with, and the kinds that do so.
    private static let proofs = [("secret", ["secret_basic", "secret_post"]), ("keys", ["private_key_jwt"])]

    private static let encryptionSettings: [Setting] = [
        .required("key", .secret, "The client's public encryption key as a JWK, { file: PATH }."),
        .optional(
            "algorithm",
            .choice(KeyManagementAlgorithm.allCases.map(\.rawValue).filter { $0 != "dir" }),
            default: "ECDH-ES+A256KW",
            "How the content key travels."
        ),
        .optional(
            "encryption",
            .choice(ContentEncryption.allCases.map(\.rawValue)),
            default: "A256GCM",
            "How the token is encrypted."
        ),
    ]

    /// Reads one client; what cannot be understood is added to `issues`.
    init(reading settings: SettingsReader, issues: inout [ConfigurationIssue], path: String) {
        let uris = settings.texts("redirectURIs")
        let scoped = settings.texts("scopes").flatMap { AttributeCatalogue.attributes(scope: $0) }
        let named = settings.texts("attributes").map(AttributeName.init(rawValue:))
        var justifications: [AttributeName: String] = [:]
        for (name, value) in settings.map("justifications") {
            if case .text(let text) = value { justifications[AttributeName(rawValue: name)] = text }
        }
        self.init(
            id: settings.text("id") ?? "",
            name: LocalizedText(settings.text("name") ?? ""),
            homeURL: settings.text("homeURL"),
            redirectURIs: uris,
            authentication: Self.authentication(settings.section("authentication"), issues: &issues, path: path),
            methods: settings.texts("methods"),
            types: Set(settings.texts("types").compactMap(MethodType.init(rawValue:))),
            attributes: Set(scoped + named),
            justifications: justifications,
            sector: settings.text("sector"),
            minimumAssurance: settings.text("minimumAssurance").flatMap(Assurance.init(rawValue:)),
            idTokenSigningAlgorithm: settings.text("idTokenSigningAlgorithm").flatMap(SignatureAlgorithm.init),
            userInfoSigningAlgorithm: settings.text("userInfoSigningAlgorithm").flatMap(SignatureAlgorithm.init),
            idTokenEncryption: settings.section("idTokenEncryption").flatMap {
                Self.encryption($0, issues: &issues, path: "\(path).idTokenEncryption")
            },
            pkceExempt: settings.boolean("pkceExempt"),
            returnURIs: settings.texts("returnURIs"),
            mayBringHashes: settings.boolean("mayBringHashes"),
            webhook: settings.section("webhook").flatMap {
                Self.webhook($0, issues: &issues, path: "\(path).webhook")
            }
        )
    }

    private static func webhook(
        _ settings: SettingsReader,
        issues: inout [ConfigurationIssue],
        path: String
    ) -> WebhookEndpoint? {
        // What is missing is told by whoever reads the settings.
        guard let url = settings.url("url"), let secret = settings.secret("secret") else { return nil }
        guard let endpoint = WebhookEndpoint(url: url, secret: secret) else {
            issues.append(.init("\(path).secret", "must be whsec_ and 24 to 64 bytes in base64"))
            return nil
        }
        return endpoint
    }

    private static func authentication(
        _ settings: SettingsReader?,
        issues: inout [ConfigurationIssue],
        path: String
    ) -> Authentication {
        let kind = settings?.text("kind") ?? "none"
        for (member, kinds) in proofs where settings?.value(member) != nil && !kinds.contains(kind) {
            issues.append(.init("\(path).authentication.\(member)", "does not belong to the kind \(kind)"))
        }
        switch kind {
        case "secret_basic", "secret_post":
            guard let secret = settings?.secret("secret") else {
                issues.append(.init("\(path).authentication.secret", "is missing: \(kind) needs it"))
                return .none
            }
            return kind == "secret_basic" ? .secretBasic(secret) : .secretPost(secret)
        case "private_key_jwt":
            guard let text = settings?.secret("keys") else {
                issues.append(.init("\(path).authentication.keys", "is missing: private_key_jwt needs it"))
                return .none
            }
            do {
                let json = try JSONValue.parse(text.reveal())
                guard json["keys"] != nil || json["kty"] == nil else {
                    let sentence = #"is a single key; a JWKS is wanted: {"keys": [ ... ]}"#
                    issues.append(.init("\(path).authentication.keys", sentence))
                    return .none
                }
                return .privateKeyJWT(try JWKSet(parsing: json))
            } catch {
                // Neither kind of error quotes what it is about.
                let reason = (error as? JOSEError)?.detail ?? "no JSON, \(error)"
                issues.append(.init("\(path).authentication.keys", "is not a JWKS of public keys: \(reason)"))
                return .none
            }
        default: return .none
        }
    }

    private static func encryption(
        _ settings: SettingsReader,
        issues: inout [ConfigurationIssue],
        path: String
    ) -> Encryption? {
        guard let text = settings.secret("key"),
            let json = try? JSONValue.parse(text.reveal()), let key = try? JWK(parsing: json).publicHalf,
            let algorithm = settings.text("algorithm").flatMap(KeyManagementAlgorithm.init),
            let encryption = settings.text("encryption").flatMap(ContentEncryption.init)
        else {
            issues.append(.init("\(path).key", "is not a public key as a JWK"))
            return nil
        }
        return Encryption(key: key, algorithm: algorithm, encryption: encryption)
    }
}
