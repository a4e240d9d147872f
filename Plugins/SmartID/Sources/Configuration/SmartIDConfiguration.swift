public import EIDMethod
import EIDSignature
public import FoundationEssentials

/// Settings of one method at Smart-ID.
public struct SmartIDConfiguration: MethodConfiguration {
    /// Who begins: the person with a link or a code, or the service with a message to their phone.
    public enum Flow: String, Sendable, CaseIterable {
        /// A code or a link that only this browser shows; nobody is asked for a number.
        case deviceLink
        /// A message to the app of the person whose number was typed; they compare four digits.
        case notification
    }

    /// How the person finds the way to the app, for `flow: deviceLink`.
    public enum Start: String, Sendable, CaseIterable {
        /// A link for browsers on phones and tablets, a code for all others.
        case automatic
        /// A code that an app on another device scans.
        case code
        /// A link that opens the app on this device; only the browser that comes back from it goes on.
        case link
    }

    /// The environment.
    public var environment: SmartIDEnvironment
    /// The address of a custom environment.
    public var customBaseURL: URL?
    /// The name of a custom environment in what is signed.
    public var customSchemeName: String?
    /// Who we are to Smart-ID: the identifier of the contract.
    public var relyingPartyUUID: String
    /// Who we are to Smart-ID: the name of the contract, which the app shows.
    public var relyingPartyName: String
    /// For whom we ask, where the contract is a broker's.
    public var brokeredName: String?
    /// Who begins.
    public var flow: Flow
    /// How the person finds the app.
    public var start: Start
    /// How long sessions by code or link that nobody confirms are renewed, in seconds.
    public var waitSeconds: Int
    /// Whose people may come.
    public var countries: [SmartIDCountry]
    /// What the app shows above the PIN.
    public var text: String
    /// What newer apps show first, on a page of its own.
    public var longText: String?
    /// The lowest level of the certificate that people identify themselves with.
    public var certificateLevel: SmartIDLevel
    /// What a qualified certificate is worth.
    public var qualifiedAssurance: Assurance
    /// What another certificate is worth.
    public var advancedAssurance: Assurance
    /// The digest of identifications, in Smart-ID's words.
    public var hash: String
    /// Whether Smart-ID is asked for the phone's address.
    public var sharesAddress: Bool
    /// The authorities that may name people, PEM.
    public var trust: [UInt8]
    /// Whether the certificate of an identification must not be revoked.
    public var revocation: SmartIDRevocation
    /// How people sign; `nil` leaves signing out.
    public var signing: SmartIDSigning?

    /// The address in force; `nil` only where `issues` has something to say about it.
    public var baseURL: URL? { environment.baseURL ?? customBaseURL }
    /// The name of the environment in what is signed.
    public var schemeName: String { customSchemeName ?? environment.schemeName }

    var signatureHash: PSSHash { PSSHash(rawValue: hash) ?? .sha3with512 }

    /// Reads settings that were checked against `settings` before.
    public init(reading settings: SettingsReader) {
        environment = settings.text("environment").flatMap(SmartIDEnvironment.init) ?? .live
        customBaseURL = settings.url("baseURL")
        customSchemeName = settings.text("schemeName")
        relyingPartyUUID = settings.text("relyingPartyUUID") ?? ""
        relyingPartyName = settings.text("relyingPartyName") ?? ""
        brokeredName = settings.text("brokeredRpName")
        flow = settings.text("flow").flatMap(Flow.init) ?? .deviceLink
        start = settings.text("start").flatMap(Start.init) ?? .automatic
        waitSeconds = settings.integer("waitSeconds") ?? 300
        let named = settings.texts("countries").compactMap(SmartIDCountry.init)
        countries = named.isEmpty ? SmartIDCountry.allCases : named
        text = settings.text("text") ?? ""
        longText = settings.text("longText")
        certificateLevel = settings.text("certificateLevel").flatMap(SmartIDLevel.init) ?? .qualified
        qualifiedAssurance = settings.text("qualifiedAssurance").flatMap(Assurance.init) ?? .high
        advancedAssurance = settings.text("advancedAssurance").flatMap(Assurance.init) ?? .substantial
        hash = settings.text("hash") ?? PSSHash.sha3with512.rawValue
        sharesAddress = settings.boolean("shareAddress")
        trust = settings.file("trust") ?? []
        revocation = SmartIDRevocation(reading: settings.section("revocation"))
        signing = settings.section("signing").map { SmartIDSigning(reading: $0) }
    }
}
