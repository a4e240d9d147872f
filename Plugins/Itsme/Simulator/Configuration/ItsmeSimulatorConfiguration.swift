/// What a simulated itsme knows: where it is, who its partners are, and who lives in it.
public struct ItsmeSimulatorConfiguration: Sendable {
    /// The two populations of itsme: test accounts exist in one of them only.
    public enum Environment: String, CaseIterable, Sendable {
        case e2e, prd
    }

    /// How a UserInfo answer is wrapped; what itsme does is not documented beyond its media type.
    public enum UserInfoForm: String, CaseIterable, Sendable {
        /// A bare compact token as `application/json`.
        case json
        /// A bare compact token as `application/jwt`.
        case jwt
        /// A compact token as a JSON string.
        case quoted
        /// An unprotected JSON object.
        case plain
    }

    /// What the claim for Slovenian national numbers is called: itsme's pages differ (§27).
    public enum SlovenianNumber: String, CaseIterable, Sendable {
        /// On the page about availability.
        case si = "SINationalNumber"
        /// On the page about the API.
        case sv = "SVNationalNumber"
    }

    /// Scheme, host and port, without a slash at the end; the issuer is this followed by `/v2`.
    public var baseURL: String
    /// Test or production look-alike.
    public var environment: Environment
    /// The partners.
    public var clients: [ItsmeClient]
    /// The people.
    public var personas: [ItsmePersona]
    /// Accepts `http://localhost` redirect URIs, which itsme refuses.
    public var allowsLocalRedirects: Bool
    /// Leaves `acr` and `auth_time` out of ID tokens, as current examples do.
    public var omitsAuthenticationContext: Bool
    /// How UserInfo answers are wrapped.
    public var userInfoForm: UserInfoForm
    /// What the claim for Slovenian national numbers is called.
    public var slovenianNumber: SlovenianNumber
    /// How long client assertions may live.
    public var maximumAssertionLifetime: Int
    /// How long a partner's key set is kept when it names no `max-age`; itsme keeps it 30 minutes to 24 hours.
    public var keySetLifetime: Int
    /// Whether the control API answers.
    public var controlEnabled: Bool
    /// The bearer token that the control API asks for.
    public var controlToken: String?
    /// What is done with upcoming transactions without anyone's help.
    public var script: [ItsmeScriptStep]

    /// Who issues certificates.
    public var trust: ItsmeTrustSettings

    /// Makes settings.
    public init(
        baseURL: String,
        environment: Environment = .e2e,
        clients: [ItsmeClient],
        personas: [ItsmePersona],
        allowsLocalRedirects: Bool = false,
        omitsAuthenticationContext: Bool = false,
        userInfoForm: UserInfoForm = .json,
        slovenianNumber: SlovenianNumber = .si,
        maximumAssertionLifetime: Int = 3600,
        keySetLifetime: Int = 24 * 3600,
        controlEnabled: Bool = true,
        controlToken: String? = nil,
        script: [ItsmeScriptStep] = [],
        trust: ItsmeTrustSettings = ItsmeTrustSettings()
    ) {
        self.baseURL = baseURL
        self.environment = environment
        self.clients = clients
        self.personas = personas
        self.allowsLocalRedirects = allowsLocalRedirects
        self.omitsAuthenticationContext = omitsAuthenticationContext
        self.userInfoForm = userInfoForm
        self.slovenianNumber = slovenianNumber
        self.maximumAssertionLifetime = maximumAssertionLifetime
        self.keySetLifetime = keySetLifetime
        self.controlEnabled = controlEnabled
        self.controlToken = controlToken
        self.script = script
        self.trust = trust
    }

    /// Where the current endpoints are, and who signs their tokens.
    public var issuer: String { baseURL + "/v2" }

    /// The same for client-secret clients onboarded before June 2025.
    public var legacyIssuer: String { baseURL + "/clientsecret-oidc/csapi/v0.1" }
}
