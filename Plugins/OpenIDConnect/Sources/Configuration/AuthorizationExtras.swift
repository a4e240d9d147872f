import EIDMethod

/// What goes along with every authorization request beside the parameters that the protocol itself needs.
struct AuthorizationExtras: Sendable {
    let acrValues: [String]
    let prompt: String?
    let uiLocales: [String]
    let loginHint: String?
    let maximumAge: Int?
    let display: String?
    /// The vendor's own, in alphabetical order.
    let vendor: [(String, String)]
    let passesLoginHint: Bool

    init(reading settings: SettingsReader) {
        let standard = settings.section("parameters")
        acrValues = Self.words(standard?.text("acr_values"))
        prompt = standard?.text("prompt")
        uiLocales = Self.words(standard?.text("ui_locales"))
        loginHint = standard?.text("login_hint")
        maximumAge = standard?.integer("max_age")
        display = standard?.text("display")
        vendor = settings.map("vendorParameters").compactMap { name, value in
            if case .text(let text) = value { (name, text) } else { nil }
        }
        passesLoginHint = settings.boolean("passLoginHint")
    }

    /// The standard parameters that an operator may fix.
    static let settings: [Setting] = [
        .optional("acr_values", .text, "Sent in front of what assurance.ask has; some brokers choose the eID by it."),
        .optional(
            "prompt",
            .choice(["login", "consent", "select_account", "login consent"]),
            "What the upstream must ask anew."
        ),
        .optional("ui_locales", .text, "Languages, instead of the person's own."),
        .optional("login_hint", .text, "The same hint for everybody."),
        .optional(
            "max_age",
            .integer(0...86_400),
            "How many seconds ago the person may have signed in upstream; checked in the answer."
        ),
        .optional("display", .choice(["page", "popup", "touch", "wap"]), "How the upstream should draw its pages."),
    ]

    /// Names that the protocol itself uses, or that `parameters` has: a vendor's parameter is none of them.
    static let reserved: Set<String> = [
        "client_id", "response_type", "response_mode", "scope", "redirect_uri", "state", "nonce", "code_challenge",
        "code_challenge_method", "acr_values", "ui_locales", "claims", "prompt", "max_age", "login_hint", "display",
        "request", "request_uri", "registration", "id_token_hint", "iss", "aud", "exp", "iat", "nbf", "jti", "sub",
        "client_secret", "client_assertion", "client_assertion_type", "grant_type", "code", "code_verifier",
        "dpop_jkt", "resource", "authorization_details",
    ]

    /// What is wrong with either section; paths are relative to the method's settings.
    var issues: [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        for (key, words) in [("acr_values", acrValues), ("ui_locales", uiLocales)] {
            for word in words where !RequestWord.isValid(word) {
                issues.append(.init("parameters.\(key)", "must be printable words with a space in between"))
            }
        }
        if let loginHint, passesLoginHint || loginHint.utf8.count > 255 {
            issues.append(
                .init("parameters.login_hint", "must have at most 255 bytes and no passLoginHint beside it")
            )
        }
        for (name, value) in vendor {
            // Compared in small letters: an upstream that does so would take State for state.
            if Self.reserved.contains(name.lowercased()) {
                issues.append(.init("vendorParameters.\(name)", "is a parameter of the protocol, not a vendor's"))
            } else if !Self.isName(name) {
                issues.append(
                    .init("vendorParameters.\(name)", "must be a name of at most 64 letters, digits, _, - and .")
                )
            }
            if value.utf8.count > 512 { issues.append(.init("vendorParameters.\(name)", "is longer than 512 bytes")) }
        }
        return issues
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    private static func words(_ text: String?) -> [String] { text?.split(separator: " ").map(String.init) ?? [] }
}
