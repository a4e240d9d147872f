public import EIDMethod
public import FoundationEssentials

/// Settings of one method at Swedish BankID.
public struct SwedishBankIDConfiguration: MethodConfiguration {
    /// How the person finds the way to the app.
    public enum Start: String, Sendable, CaseIterable {
        /// A link for browsers on phones and tablets, a code for all others.
        case automatic
        /// A code that an app on another device scans.
        case code
        /// A link that opens the app on this device; only the browser that comes back from it goes on.
        case link
        /// Both on one page.
        case both
        /// Neither: the person is on the phone with somebody who uses the broker for them.
        case phone
    }

    /// Who called whom, for `start: phone`.
    public enum Caller: String, Sendable, CaseIterable {
        case user
        case relyingParty = "RP"
    }

    /// How risky BankID may think that an order is.
    public enum Risk: String, Sendable, CaseIterable {
        case low, moderate, high
    }

    /// The environment.
    public var environment: BankIDEnvironment
    /// The address of a custom environment.
    public var customBaseURL: URL?
    /// The roots of people's certificates, PEM.
    public var signatureTrust: [UInt8]
    /// How the person finds the app.
    public var start: Start
    /// Who called whom.
    public var caller: Caller
    /// What the app shows above its buttons.
    public var text: String?
    /// Whether `text` is BankID's simple Markdown.
    public var isMarkdown: Bool
    /// Which kinds of BankID will do; all where this is empty.
    public var kinds: [BankIDKind]
    /// Whether a security code is needed where a fingerprint would do.
    public var requiresPIN: Bool
    /// Whether the person must hold a passport or identity card to the phone.
    public var requiresDocument: Bool
    /// The class of card reader, for BankID on card.
    public var cardReader: String?
    /// The highest risk that is accepted; `nil` does not ask for it.
    public var maximumRisk: Risk?
    /// Whether people sign documents with it.
    public var signs: Bool
    /// How long orders that nobody opens are renewed, in seconds.
    public var waitSeconds: Int

    /// The address in force; `nil` only where `issues` has something to say about it.
    public var baseURL: URL? { environment.baseURL ?? customBaseURL }

    /// Reads settings that were checked against `settings` before.
    public init(reading settings: SettingsReader) {
        environment = settings.text("environment").flatMap(BankIDEnvironment.init) ?? .production
        customBaseURL = settings.url("baseURL")
        signatureTrust = settings.file("signatureTrust") ?? []
        start = settings.text("start").flatMap(Start.init) ?? .automatic
        caller = settings.text("callInitiator").flatMap(Caller.init) ?? .user
        text = settings.text("text")
        isMarkdown = settings.text("textFormat") == "simpleMarkdownV1"
        kinds = settings.texts("kinds").compactMap(BankIDKind.init)
        requiresPIN = settings.boolean("requirePIN")
        requiresDocument = settings.boolean("requireDocument")
        cardReader = settings.text("cardReader")
        maximumRisk = settings.text("maximumRisk").flatMap(Risk.init)
        signs = settings.boolean("sign")
        waitSeconds = settings.integer("waitSeconds") ?? 300
    }
}
