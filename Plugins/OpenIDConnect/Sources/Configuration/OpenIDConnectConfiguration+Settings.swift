public import EIDMethod

extension OpenIDConnectConfiguration {
    /// Every setting, in the order in which documentation lists them.
    public static let settings: [Setting] = client + UpstreamPlaces.settings + offer + request + answer + person

    private static let client: [Setting] = [
        .required(
            "issuer",
            .url,
            "The issuer, exactly as its discovery document and its tokens write it; https, or http on loopback."
        ),
        .required("clientID", .text, "The client id that the upstream assigned."),
        .optional(
            "trustedAudiences",
            .list(.text),
            "Whom an ID token may be for beside this client; any other audience is refused."
        ),
        .optional(
            "clientAuthentication",
            .choice(ClientAuthentication.allCases.map(\.rawValue)),
            default: "private_key_jwt",
            "How the broker proves itself; tls_client_auth takes the certificate of the method's section tls."
        ),
        .optional(
            "clientSecret",
            .secret,
            "The secret, for client_secret_post, client_secret_basic and client_secret_jwt."
        ),
        .optional(
            "signingAlgorithm",
            .choice(TokenSettings.ownSignatures),
            "How client assertions and request objects are signed; what suits the key if absent."
        ),
        .optional("assertionAudience", .text, "The audience of client assertions; the token endpoint if absent."),
    ]

    private static let offer: [Setting] = [
        .optional(
            "types",
            .list(.choice([MethodType.verification.rawValue, MethodType.authentication.rawValue])),
            default: ["verification", "authentication"],
            "What the method is for."
        ),
        .optional(
            "displayName",
            .section(languages),
            "What people see, in each language; the entry's name goes first."
        ),
        .optional(
            "countries",
            .list(.text),
            "The countries whose people the eID is for, in either code of ISO 3166-1."
        ),
    ]

    private static let languages: [Setting] = [
        .required("nl", .text, "The name in Dutch."), .required("fr", .text, "The name in French."),
        .required("de", .text, "The name in German."), .required("en", .text, "The name in English."),
        .optional("sv", .text, "The name in Swedish; the one in English unless there is one."),
    ]

    private static let request: [Setting] = [
        .optional("scopes", .list(.text), "Scopes of every request beside openid."),
        .optional(
            "claimsFrom",
            .list(.choice(ClaimsPlace.allCases.map(\.rawValue))),
            default: ["idToken", "userInfo"],
            "Where claims about the person are read, in this order; without userInfo it is never called."
        ),
        .optional(
            "requestClaims",
            .boolean,
            default: false,
            "Whether the claims parameter asks for the claims behind the attributes that are wanted."
        ),
        .optional("parameters", .section(AuthorizationExtras.settings), "Standard parameters of every request."),
        .optional("vendorParameters", .map(.text), "Further parameters of every request, by the vendor's names."),
        .optional("passLoginHint", .boolean, default: false, "Whether a client's login hint goes to the upstream."),
        .optional(
            "requestObject",
            .choice(RequestObject.allCases.map(\.rawValue)),
            default: "none",
            "Whether the request travels as a JWT; needs a signing key."
        ),
        .optional(
            "requestObjectKeyManagement",
            .choice(TokenSettings.keyManagements),
            default: "RSA-OAEP-256",
            "The key management of encrypted request objects."
        ),
        .optional(
            "requestObjectContentEncryption",
            .choice(TokenSettings.contentEncryptions),
            default: "A256GCM",
            "The content encryption of encrypted request objects."
        ),
        .optional("requestObjectAudience", .text, "The audience of request objects; the issuer if absent."),
        .optional(
            "pushedRequests",
            .boolean,
            default: false,
            "Whether requests are left with the upstream first (PAR), and the browser carries a reference."
        ),
    ]

    private static let answer: [Setting] = [
        .optional(
            "idToken",
            .section(TokenSettings.settings(default: ["RS256"], "")),
            "How ID tokens arrive: signed, or signed and then encrypted."
        ),
        .optional(
            "userInfo",
            .section(TokenSettings.settings(default: [], " Empty means plain JSON.")),
            "How UserInfo arrives: as plain JSON, signed, or signed and then encrypted."
        ),
        .optional(
            "assurance",
            .section(UpstreamAssurance.settings),
            "The upstream's levels; without the section every answer counts as low, whatever it says."
        ),
        .optional(
            "errors",
            .map(.choice(errorCodes.keys.sorted())),
            "What the upstream's own error codes mean, beside those of the standards."
        ),
    ]

    private static let person: [Setting] = [
        .optional("subject", .section(subject), "What the upstream calls the person."),
        .optional("attributes", .map(.section(AttributeRule.settings)), "How each attribute comes out of the claims."),
    ]

    private static let subject: [Setting] = [
        .optional("claim", .text, default: "sub", "The path of the claim that names the person for good."),
        .optional(
            "pairwise",
            .boolean,
            default: true,
            "Whether another client of the upstream gets other subjects; false shares them between methods."
        ),
    ]
}
