import EIDMethod

extension ItsmeSigning {
    /// Every setting of the section, in the order in which documentation lists them.
    static let settings: [Setting] = common + csc + oasis

    private static let common: [Setting] = [
        .required(
            "interface",
            .choice(Interface.allCases.map(\.rawValue)),
            "The interface that was agreed with itsme."
        ),
        .optional("baseURL", .url, "The base of its paths; csc knows those of e2e and production, oasis needs one."),
        .optional(
            "batch",
            .boolean,
            default: false,
            "Whether the contract lets one approval cover up to 70 documents."
        ),
        .optional(
            "text",
            .choice(Text.allCases.map(\.rawValue)),
            default: "transliterate",
            "What happens to text outside ISO 8859-15, which itsme does not show."
        ),
    ]

    private static let csc: [Setting] = [
        .optional("clientID", .text, "csc: the client id for signing; that of the method if absent."),
        .optional("clientSecret", .secret, "csc: the client secret for signing."),
        .optional(
            "accountTokenKey",
            .choice(AccountTokenKey.allCases.map(\.rawValue)),
            default: "secret",
            "csc: what keys the account token: the client secret, or its SHA-256."
        ),
        .optional("accountTokenIssuer", .text, "csc: the issuer that the account token names; none if absent."),
        .optional("accountID", .text, "csc: the account id registered at itsme; the client's signer hint if absent."),
    ]

    private static let oasis: [Setting] = [
        .optional(
            "partnerCode",
            .text,
            "oasis: the partner code, at most 10 characters; the method's client id if absent."
        ),
        .optional("serviceCode", .text, "oasis: the code of the itsme service of type Sign."),
        .optional(
            "role",
            .text,
            "oasis: the role in which people sign, at most 50 characters of ISO 8859-1; the app shows it beside a policy."
        ),
    ]
}
