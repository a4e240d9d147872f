import EIDJOSE
public import EIDMethod
import FoundationEssentials

extension SwedishBankIDConfiguration {
    /// Every setting, in the order in which documentation lists them.
    public static let settings: [Setting] = [
        .required(
            "environment",
            .choice(BankIDEnvironment.allCases.map(\.rawValue)),
            "Which BankID: test, production, or custom with an address of your own, such as a simulator."
        ),
        .optional("baseURL", .url, "The address of a custom environment; https, or http on loopback."),
        .required(
            "signatureTrust",
            .file(maximumBytes: 64 * 1024),
            "The roots that vouch for people's certificates, PEM; other ones than those of BankID's servers."
        ),
        .optional(
            "start",
            .choice(Start.allCases.map(\.rawValue)),
            default: "automatic",
            "How the person finds the app: a link on phones and a code elsewhere, always one of them, both, or by phone call."
        ),
        .optional(
            "callInitiator",
            .choice(Caller.allCases.map(\.rawValue)),
            default: "user",
            "Who called whom, where start is phone: the person (user) or the client (RP)."
        ),
        .optional("text", .text, "What the app shows to the person, such as for which service; at most 1,125 bytes."),
        .optional(
            "textFormat",
            .choice(["plain", "simpleMarkdownV1"]),
            default: "plain",
            "How the text is written: as it is, or in BankID's simple Markdown."
        ),
        .optional(
            "kinds",
            .list(.choice(BankIDKind.allCases.map(\.rawValue))),
            "Which kinds of BankID will do: file (on a computer), card, mobile; all without this setting."
        ),
        .optional(
            "requirePIN",
            .boolean,
            default: false,
            "Whether the person types the security code even where a fingerprint or a face would do."
        ),
        .optional(
            "requireDocument",
            .boolean,
            default: false,
            "Whether the person must hold a passport or identity card to the phone (mrtd)."
        ),
        .optional("cardReader", .choice(["class1", "class2"]), "The class of card reader; only where kinds is card."),
        .optional(
            "maximumRisk",
            .choice(Risk.allCases.map(\.rawValue)),
            "The highest risk accepted as BankID judges it; a risk that it cannot compute counts as moderate, one in a word that is new to us as too high."
        ),
        .optional(
            "sign",
            .boolean,
            default: true,
            "Whether people sign documents with BankID's own signature; without it, signings rest on who they are."
        ),
        .optional(
            "waitSeconds",
            .integer(30...600),
            default: 300,
            "How long orders that nobody has opened are renewed, in seconds."
        ),
    ]

    /// What is wrong although each setting is well-formed.
    public func issues(keys: MethodKeys) -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        switch (environment, customBaseURL) {
        case (.custom, nil): issues.append(.init("baseURL", "is missing; a custom environment has no other address"))
        case (.custom, let url?):
            if !GuardedTransport.isSecure(url) {
                issues.append(.init("baseURL", "must be https, or http on loopback"))
            }
        case (_, .some): issues.append(.init("baseURL", "is for a custom environment only"))
        case (_, nil): break
        }
        if Self.roots(signatureTrust)?.isEmpty ?? true {
            issues.append(.init("signatureTrust", "holds no certificates in PEM"))
        }
        // BankID tells no risk of calls by phone: a limit that nobody looks at is worse than none.
        if maximumRisk != nil, start == .phone {
            issues.append(.init("maximumRisk", "has no meaning where start is phone"))
        }
        // BankID counts what base64 makes of it.
        if let text, Base64.encode(Array(text.utf8)).utf8.count > 1500 {
            issues.append(.init("text", "is longer than 1,125 bytes"))
        }
        if text == nil, isMarkdown {
            issues.append(.init("textFormat", "says how a text is written that is not there"))
        }
        if cardReader != nil, kinds != [.card] { issues.append(.init("cardReader", "needs kinds to be card alone")) }
        if Set(kinds).count != kinds.count { issues.append(.init("kinds", "names a kind twice")) }
        return issues
    }
}
