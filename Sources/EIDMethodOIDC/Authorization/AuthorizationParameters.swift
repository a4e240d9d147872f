public import EIDJSON
public import FoundationEssentials

/// What one authorization request says, apart from what binds it (nonce and PKCE).
public struct AuthorizationParameters: Sendable {
    /// Where the upstream sends the browser back to; the same as in the binding.
    public var redirectURI: URL
    /// The value that must come back.
    public var state: String
    /// The scopes; `openid` is added when it is missing.
    public var scopes: [String]
    /// The assurance asked for, in the upstream's words, best first.
    public var acrValues: [String]
    /// The person's languages, best first.
    public var uiLocales: [String]
    /// The `claims` parameter (OpenID Connect Core §5.5).
    public var claims: JSON?
    /// The `prompt` parameter.
    public var prompt: String?
    /// The `max_age` parameter, in seconds.
    public var maximumAge: Int?
    /// The `login_hint` parameter.
    public var loginHint: String?
    /// Further parameters, whose names the plugin itself chooses; standard ones are refused here.
    public var extra: [(String, String)]

    /// Describes a request.
    public init(
        redirectURI: URL,
        state: String,
        scopes: [String] = ["openid"],
        acrValues: [String] = [],
        uiLocales: [String] = [],
        claims: JSON? = nil,
        prompt: String? = nil,
        maximumAge: Int? = nil,
        loginHint: String? = nil,
        extra: [(String, String)] = []
    ) {
        self.redirectURI = redirectURI
        self.state = state
        self.scopes = scopes
        self.acrValues = acrValues
        self.uiLocales = uiLocales
        self.claims = claims
        self.prompt = prompt
        self.maximumAge = maximumAge
        self.loginHint = loginHint
        self.extra = extra
    }
}
