public import EIDMethod
public import FoundationEssentials

/// Settings for qualified signatures with itsme; without them a method does not sign.
public struct ItsmeSigning: Sendable {
    /// Which of itsme's two interfaces is spoken.
    public enum Interface: String, Sendable, CaseIterable {
        /// The Cloud Signature Consortium's API, 1.0.4.
        case csc
        /// The JSON API in the style of OASIS DSS, over mutual TLS.
        case oasis
    }

    /// What the key of an `account_token` is made of.
    public enum AccountTokenKey: String, Sendable, CaseIterable {
        /// The bytes of the client secret.
        case secret
        /// Their SHA-256.
        case sha256
    }

    /// What happens to text that itsme's alphabet does not have.
    public enum Text: String, Sendable, CaseIterable {
        /// It becomes what looks most like it.
        case transliterate
        /// The signing is refused before it begins.
        case refuse
    }

    /// Which interface.
    public var interface: Interface
    /// The base of its paths; `nil` where the environment knows it.
    public var customBaseURL: URL?
    /// Whether one approval may cover many digests.
    public var allowsBatch: Bool
    /// What to do with text outside the alphabet.
    public var text: Text

    /// CSC: the client id; the method's own where absent.
    public var clientID: String?
    /// CSC: the client secret.
    public var clientSecret: Secret<String>?
    /// CSC: the key of account tokens.
    public var accountTokenKey: AccountTokenKey
    /// CSC: the issuer that account tokens name.
    public var accountTokenIssuer: String?
    /// CSC: the account id of every signer; the client's hint where absent.
    public var accountID: String?

    /// OASIS: the partner code; the method's client id where absent.
    public var partnerCode: String?
    /// OASIS: the code of the service.
    public var serviceCode: String?
    /// OASIS: in which role the person signs.
    public var role: String?

    /// How many digests one approval may cover.
    var maximumDigests: Int { allowsBatch ? 70 : 1 }

    /// Reads a section that was checked against `settings` before.
    init(reading settings: SettingsReader) {
        interface = settings.text("interface").flatMap(Interface.init) ?? .csc
        customBaseURL = settings.url("baseURL")
        allowsBatch = settings.boolean("batch")
        text = settings.text("text").flatMap(Text.init) ?? .transliterate
        clientID = settings.text("clientID")
        clientSecret = settings.secret("clientSecret")
        accountTokenKey = settings.text("accountTokenKey").flatMap(AccountTokenKey.init) ?? .secret
        accountTokenIssuer = settings.text("accountTokenIssuer")
        accountID = settings.text("accountID")
        partnerCode = settings.text("partnerCode")
        serviceCode = settings.text("serviceCode")
        role = settings.text("role")
    }
}
