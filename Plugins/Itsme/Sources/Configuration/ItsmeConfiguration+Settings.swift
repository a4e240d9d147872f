public import EIDMethod

extension ItsmeConfiguration {
    /// Every setting, in the order in which documentation lists them.
    public static let settings: [Setting] = client + request + answer + signing

    private static let client: [Setting] = [
        .required(
            "environment",
            .choice(ItsmeEnvironment.allCases.map(\.rawValue)),
            "Which itsme: e2e (sandbox), production, or custom with an issuer of your own, such as a simulator."
        ),
        .optional("issuer", .url, "The issuer of a custom environment; https, or http on loopback."),
        .required("clientID", .text, "The client id (partner code) that itsme assigned."),
        .optional(
            "clientAuthentication",
            .choice(ClientAuthentication.allCases.map(\.rawValue)),
            default: "private_key_jwt",
            "How the broker proves itself to itsme, as agreed at onboarding."
        ),
        .optional("clientSecret", .secret, "The secret that itsme assigned, for client_secret_post."),
        .optional(
            "legacyHost",
            .boolean,
            default: false,
            "Whether to use the host of client-secret clients onboarded before 25 June 2025."
        ),
        .required("serviceCodes", .section(serviceCodes), "The service code of each type of method on offer."),
    ]

    private static let serviceCodes: [Setting] = [
        .optional("verification", .text, "The code of an itsme service of type Identification."),
        .optional("authentication", .text, "The code of an itsme service of type Authentication."),
    ]

    private static let request: [Setting] = [
        .optional(
            "requestClaimsIn",
            .choice(ClaimsPlacement.allCases.map(\.rawValue)),
            default: "idToken",
            "Where attributes are asked for: idToken needs the fewest calls, scopes asks for more than is needed."
        ),
        .optional(
            "requestObject",
            .choice(RequestObject.allCases.map(\.rawValue)),
            default: "none",
            "Whether the request travels as a signed and encrypted JWT; needs a signing key."
        ),
        .optional(
            "requestObjectKeyManagement",
            .choice(keyManagements),
            default: "RSA-OAEP-256",
            "The key management of encrypted request objects."
        ),
        .optional(
            "requestObjectContentEncryption",
            .choice(contentEncryptions),
            default: "A128CBC-HS256",
            "The content encryption of encrypted request objects."
        ),
    ]

    private static let answer: [Setting] = [
        .optional(
            "idTokenSigning",
            .choice(TokenSigning.allCases.map(\.rawValue)),
            default: "RS256",
            "How itsme signs ID tokens and UserInfo; HS256 only with client_secret_post, as registered."
        ),
        .optional(
            "keyManagement",
            .list(.choice(keyManagements)),
            default: .list(keyManagements.map { .text($0) }),
            "The key managements accepted from itsme; clients with a secret use dir instead."
        ),
        .optional(
            "contentEncryption",
            .list(.choice(contentEncryptions)),
            default: .list(contentEncryptions.map { .text($0) }),
            "The content encryptions accepted from itsme; clients with a secret use A256GCM."
        ),
        .optional(
            "userInfoEncrypted",
            .boolean,
            default: true,
            "Whether UserInfo must be signed and encrypted; false also accepts plain JSON."
        ),
        .optional(
            "requireACR",
            .boolean,
            default: false,
            "Whether an ID token without acr is refused; otherwise it counts as acr_basic."
        ),
    ]

    private static let keyManagements = ["RSA-OAEP-256", "RSA-OAEP"]
    private static let contentEncryptions = ["A128CBC-HS256", "A256GCM"]

    private static let signing: [Setting] = [
        .optional(
            "signing",
            .section(ItsmeSigning.settings),
            "How people sign documents with a qualified certificate; without this section they do not."
        )
    ]
}
