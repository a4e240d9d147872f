public import EIDMethod
public import FoundationEssentials

/// Settings of one OpenID Connect upstream: everything about it that other methods have in code.
public struct OpenIDConnectConfiguration: MethodConfiguration {
    /// How we prove to the upstream who we are.
    public enum ClientAuthentication: String, Sendable, CaseIterable {
        case privateKeyJWT = "private_key_jwt"
        case clientSecretPost = "client_secret_post"
        case clientSecretBasic = "client_secret_basic"
        case clientSecretJWT = "client_secret_jwt"
        case mutualTLS = "tls_client_auth"

        var usesSecret: Bool { [.clientSecretPost, .clientSecretBasic, .clientSecretJWT].contains(self) }
    }

    /// How the authorization request travels.
    public enum RequestObject: String, Sendable, CaseIterable {
        case none, signed, signedAndEncrypted
    }

    /// Where claims about the person arrive.
    public enum ClaimsPlace: String, Sendable, CaseIterable {
        case idToken, userInfo
    }

    /// The issuer, exactly as the upstream writes it.
    public let issuer: URL
    /// Addresses and keys that the settings fix.
    let places: UpstreamPlaces
    /// What the upstream calls us.
    public let clientID: String
    let trustedAudiences: [String]
    /// How we prove who we are.
    public let clientAuthentication: ClientAuthentication
    let clientSecret: Secret<String>?
    let signingAlgorithm: String?
    let assertionAudience: String?
    /// What the method is for.
    public let types: Set<MethodType>
    let displayName: LocalizedText?
    let countries: [String]
    let scopes: [String]
    let claimsPlaces: [ClaimsPlace]
    let asksForClaims: Bool
    let parameters: AuthorizationExtras
    let requestObject: RequestObject
    let requestObjectKeyManagement: String
    let requestObjectContentEncryption: String
    let requestObjectAudience: String?
    let pushesRequests: Bool
    let idToken: TokenSettings
    let userInfo: TokenSettings
    let assurance: UpstreamAssurance
    let subjectText: String
    let isSubjectPairwise: Bool
    let errors: [String: MethodError.Code]
    let mapping: AttributeMapping
    /// What is wrong with `attributes`, found while the rules were made.
    let mappingIssues: [ConfigurationIssue]

    /// Reads settings that were checked against `settings` before.
    public init(reading settings: SettingsReader) {
        // The check has refused a section without these; the defaults only satisfy the compiler.
        issuer = settings.url("issuer") ?? URL(filePath: "/")
        places = UpstreamPlaces(reading: settings)
        clientID = settings.text("clientID") ?? ""
        trustedAudiences = settings.texts("trustedAudiences")
        clientAuthentication =
            settings.text("clientAuthentication").flatMap(ClientAuthentication.init) ?? .privateKeyJWT
        clientSecret = settings.secret("clientSecret")
        signingAlgorithm = settings.text("signingAlgorithm")
        assertionAudience = settings.text("assertionAudience")
        types = Set(settings.texts("types").compactMap(MethodType.init))
        displayName = settings.section("displayName").map { name in
            LocalizedText(
                nl: name.text("nl") ?? "",
                fr: name.text("fr") ?? "",
                de: name.text("de") ?? "",
                en: name.text("en") ?? "",
                sv: name.text("sv") ?? name.text("en") ?? ""
            )
        }
        countries = settings.texts("countries")
        scopes = settings.texts("scopes")
        claimsPlaces = settings.texts("claimsFrom").compactMap(ClaimsPlace.init)
        asksForClaims = settings.boolean("requestClaims")
        parameters = AuthorizationExtras(reading: settings)
        requestObject = settings.text("requestObject").flatMap(RequestObject.init) ?? .none
        requestObjectKeyManagement = settings.text("requestObjectKeyManagement") ?? "RSA-OAEP-256"
        requestObjectContentEncryption = settings.text("requestObjectContentEncryption") ?? "A256GCM"
        requestObjectAudience = settings.text("requestObjectAudience")
        pushesRequests = settings.boolean("pushedRequests")
        idToken = TokenSettings(reading: settings.section("idToken"), default: ["RS256"])
        userInfo = TokenSettings(reading: settings.section("userInfo"), default: [])
        assurance = UpstreamAssurance(reading: settings.section("assurance"))
        let subject = settings.section("subject")
        subjectText = subject?.text("claim") ?? "sub"
        isSubjectPairwise = subject?.boolean("pairwise") ?? true
        errors = Dictionary(
            uniqueKeysWithValues: settings.map("errors").compactMap { error, value in
                guard case .text(let word) = value, let code = Self.errorCodes[word] else { return nil }
                return (error, code)
            }
        )
        let parser = AttributeRuleParser(settings.map("attributes"))
        mapping = AttributeMapping(rules: parser.rules)
        mappingIssues = parser.issues.map { $0.under("attributes") }
    }

    /// Where the subject stands; `sub` also where the setting is malformed, which `issues` has refused.
    var subject: ClaimPath? { try? ClaimPath(subjectText) }

    /// Whether the subject is another claim than the one that both answers must agree on.
    var hasOwnSubject: Bool { !(subjectText.utf8.elementsEqual("sub".utf8)) }

    /// The codes that an upstream's error may be given.
    static let errorCodes: [String: MethodError.Code] = [
        "cancelled": .cancelled, "declined": .declined, "expired": .expired, "refused": .refused,
        "unavailable": .unavailable, "insufficientAssurance": .insufficientAssurance, "misconfigured": .misconfigured,
    ]
}
