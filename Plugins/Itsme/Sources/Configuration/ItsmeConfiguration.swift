public import EIDMethod
public import FoundationEssentials

/// Settings for one itsme client, with a service per type of method.
public struct ItsmeConfiguration: MethodConfiguration {
    /// How we prove to itsme who we are; agreed at onboarding.
    public enum ClientAuthentication: String, Sendable, CaseIterable {
        case privateKeyJWT = "private_key_jwt"
        case clientSecretPost = "client_secret_post"
    }

    /// How itsme signs ID tokens and UserInfo for us; agreed at onboarding.
    public enum TokenSigning: String, Sendable, CaseIterable {
        case rs256 = "RS256"
        case hs256 = "HS256"
    }

    /// Where claims are asked for, and so where they arrive.
    public enum ClaimsPlacement: String, Sendable, CaseIterable {
        /// By the `claims` parameter, in the ID token: one call less.
        case idToken
        /// By the `claims` parameter, at UserInfo.
        case userInfo
        /// By scopes where there is one, at UserInfo; asks for more than is needed.
        case scopes
    }

    /// How the authorization request travels.
    public enum RequestObject: String, Sendable, CaseIterable {
        /// As query parameters.
        case none
        /// As a JWT that is signed by us and encrypted to itsme.
        case signedAndEncrypted
    }

    /// The environment.
    public var environment: ItsmeEnvironment
    /// The issuer, for a custom environment only.
    public var customIssuer: URL?
    /// The client id, which itsme also calls partner code.
    public var clientID: String
    /// How we prove who we are.
    public var clientAuthentication: ClientAuthentication
    /// The secret that itsme gave us, for `client_secret_post`.
    public var clientSecret: Secret<String>?
    /// How itsme signs.
    public var tokenSigning: TokenSigning
    /// The service code of each type of method; a type without one is not offered.
    public var serviceCodes: [MethodType: String]
    /// Where claims are asked for.
    public var claimsPlacement: ClaimsPlacement
    /// How the request travels.
    public var requestObject: RequestObject
    /// The key management that request objects are encrypted with.
    public var requestObjectKeyManagement: String
    /// The content encryption of request objects.
    public var requestObjectContentEncryption: String
    /// The key managements accepted from itsme, for clients with a key pair.
    public var keyManagement: [String]
    /// The content encryptions accepted from itsme, for clients with a key pair.
    public var contentEncryption: [String]
    /// Whether UserInfo must be signed and encrypted.
    public var isUserInfoEncrypted: Bool
    /// Whether the host of client-secret clients from before June 2025 is used.
    public var usesLegacyHost: Bool
    /// Whether an ID token must say its level.
    public var requiresACR: Bool
    /// How people sign; without it they do not.
    public var signing: ItsmeSigning?

    /// The issuer in force; `nil` only where `issues` has something to say about it.
    public var issuer: URL? { environment.issuer(legacy: usesLegacyHost) ?? customIssuer }

    /// Reads settings that were checked against `settings` before.
    public init(reading settings: SettingsReader) {
        environment = settings.text("environment").flatMap(ItsmeEnvironment.init) ?? .production
        customIssuer = settings.url("issuer")
        clientID = settings.text("clientID") ?? ""
        clientAuthentication =
            settings.text("clientAuthentication").flatMap(ClientAuthentication.init) ?? .privateKeyJWT
        clientSecret = settings.secret("clientSecret")
        tokenSigning = settings.text("idTokenSigning").flatMap(TokenSigning.init) ?? .rs256
        let codes = settings.section("serviceCodes")
        serviceCodes = Dictionary(
            uniqueKeysWithValues: Self.types.compactMap { type in codes?.text(type.rawValue).map { (type, $0) } }
        )
        claimsPlacement = settings.text("requestClaimsIn").flatMap(ClaimsPlacement.init) ?? .idToken
        requestObject = settings.text("requestObject").flatMap(RequestObject.init) ?? .none
        requestObjectKeyManagement = settings.text("requestObjectKeyManagement") ?? "RSA-OAEP-256"
        requestObjectContentEncryption = settings.text("requestObjectContentEncryption") ?? "A128CBC-HS256"
        keyManagement = settings.texts("keyManagement")
        contentEncryption = settings.texts("contentEncryption")
        isUserInfoEncrypted = settings.boolean("userInfoEncrypted")
        usesLegacyHost = settings.boolean("legacyHost")
        requiresACR = settings.boolean("requireACR")
        signing = settings.section("signing").map(ItsmeSigning.init)
    }

    /// The types of method that have an itsme service code each; signing has settings of its own.
    static let types: [MethodType] = [.verification, .authentication]
}
