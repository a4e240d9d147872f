import EIDJOSE
public import EIDMethod
import FoundationEssentials

extension BrokerConfiguration {
    /// The sections of the settings file that the core understands.
    public static let settings: [Setting] = [
        .required("issuer", .url, "The broker's public address: scheme, host and port."),
        .required(
            "subjectSecret",
            .secret,
            "At least 32 characters; subjects are derived from it, so it must never change. A start with another one is refused, "
                + "unless by serve --new-subjects."
        ),
        .required("storage", .section(storageSettings), "Where transactions, codes and tokens are kept."),
        .required(
            "signingKeys",
            .list(.section(keySettings)),
            "Keys that sign ID tokens; the first of each algorithm signs, all are published."
        ),
        .optional("lifetimes", .section(lifetimeSettings), "How long things live, in seconds."),
        .optional(
            "maximumTransactions",
            .integer(100...10_000_000),
            default: 100_000,
            "How many sign-ins, and signings, may wait for their end at a time; beyond it new ones are refused for a while."
        ),
        .optional(
            "rememberMethod",
            .boolean,
            default: true,
            "Whether the page of methods offers to remember the last choice, in a cookie that names the method."
        ),
        .required("clients", .list(.section(Client.settings)), "The registered clients."),
        .optional("signing", .section(SigningConfiguration.settings), "How documents are signed; without it none are."),
    ]

    /// The section `storage`.
    public static let storageSettings: [Setting] = [
        .optional("kind", .choice(["memory", "sqlite"]), default: "sqlite", "memory forgets everything at the end."),
        .optional("path", .text, "The database file, for sqlite, in a folder that exists."),
        .optional(
            "secret",
            .secret,
            "At least 32 characters; everything stored is sealed with it, so a store keeps the one that it began with. "
                + "Required for sqlite."
        ),
    ]

    private static let keySettings: [Setting] = [
        .optional("id", .text, "The key's kid; the thumbprint of RFC 7638 when left out."),
        .required("key", .secret, "A private key in PEM; P-256 gives ES256, RSA gives RS256, Ed25519 gives EdDSA."),
        .optional("algorithm", .choice(["RS256", "PS256"]), "What an RSA key signs with; RS256 if absent."),
    ]

    private static let lifetimeSettings: [Setting] = [
        .optional("transaction", .integer(30...3600), default: 600, "From the request to the answer."),
        .optional("code", .integer(5...60), default: 60, "An authorization code."),
        .optional("accessToken", .integer(30...3600), default: 300, "An access token."),
        .optional("idToken", .integer(30...3600), default: 300, "An ID token."),
    ]

    /// Reads settings that were checked against `settings`; whatever cannot be understood shows up in `issues(methods:)`.
    public init(reading settings: SettingsReader) {
        var issues: [ConfigurationIssue] = []
        let storage = settings.section("storage")
        var storageSecret = storage?.secret("secret").map(Self.bytes)
        if storageSecret == nil {
            if storage?.text("kind") == "sqlite" {
                issues.append(.init("storage.secret", "is missing: what is kept on disk is sealed with it"))
            }
            storageSecret = Secret(SecureRandom.bytes(32))
        }
        var keys: [JWK] = []
        for (index, entry) in settings.sections("signingKeys").enumerated() {
            do throws(JOSEError) {
                let pem = entry.secret("key")?.reveal() ?? ""
                let key = try JWK(pem: pem, keyID: entry.text("id"), use: .signature, algorithm: nil)
                let algorithm = entry.text("algorithm").flatMap(KeyAlgorithm.init(rawValue:))
                if algorithm != nil, key.type != .rsa {
                    issues.append(.init("signingKeys[\(index)].algorithm", "is for RSA keys, and this is none"))
                }
                keys.append(key.type == .rsa ? try key.with(algorithm: algorithm) : key)
            } catch {
                issues.append(.init("signingKeys[\(index)].key", "is not a usable private key: \(error.detail)"))
            }
        }
        var clients: [Client] = []
        for (index, entry) in settings.sections("clients").enumerated() {
            clients.append(Client(reading: entry, issues: &issues, path: "clients[\(index)]"))
        }
        let lifetimes = settings.section("lifetimes")
        let standard = Lifetimes()
        self.init(
            issuer: settings.url("issuer") ?? URL(filePath: "/"),
            signingKeys: keys,
            clients: clients,
            subjectSecret: settings.secret("subjectSecret").map(Self.bytes) ?? Secret([]),
            storageSecret: storageSecret ?? Secret([]),
            lifetimes: Lifetimes(
                transaction: lifetimes?.integer("transaction") ?? standard.transaction,
                code: lifetimes?.integer("code") ?? standard.code,
                accessToken: lifetimes?.integer("accessToken") ?? standard.accessToken,
                idToken: lifetimes?.integer("idToken") ?? standard.idToken
            )
        )
        signing = settings.section("signing").map(SigningConfiguration.init(reading:))
        maximumTransactions = settings.integer("maximumTransactions") ?? maximumTransactions
        remembersMethod = settings.boolean("rememberMethod")
        readingIssues = issues
    }

    private static func bytes(_ secret: Secret<String>) -> Secret<[UInt8]> {
        Secret(Array(secret.reveal().utf8))
    }
}
