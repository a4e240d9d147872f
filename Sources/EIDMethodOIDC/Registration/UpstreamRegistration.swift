public import EIDJOSE
public import FoundationEssentials

/// What we agreed with an upstream when we registered there; nothing in it ever comes from a token.
public struct UpstreamRegistration: Sendable {
    /// The issuer, exactly as the upstream writes it.
    public var issuer: URL
    /// Our name at the upstream.
    public var clientID: String
    /// Other audiences that an ID token may have beside us (OpenID Connect Core §3.1.3.7); without any, it is for us alone.
    public var trustedAudiences: [String]
    /// The upstream's addresses, where it has no discovery document; `nil` asks for that.
    public var endpoints: UpstreamEndpoints?
    /// The upstream's keys, where they were agreed on; `nil` fetches them.
    public var keys: JWKSet?
    /// How we prove to be that client.
    public var clientAuthentication: ClientAuthentication
    /// How ID tokens reach us.
    public var idToken: TokenProfile
    /// How UserInfo answers reach us.
    public var userInfo: TokenProfile
    /// Keys at hand that open what the upstream encrypts to us, such as the symmetric one of `dir`; without any, the encryption
    /// keys of the method's keyring do, chosen by `kid`.
    public var decryptionKeys: [JWK]
    /// How authorization requests are wrapped; `nil` sends plain query parameters.
    public var requestObject: RequestObjectProfile?
    /// Whether requests are pushed to the upstream first, so that the browser carries a reference only (RFC 9126).
    public var pushesRequests: Bool
    /// The `aud` of client assertions; `nil` stands for the token endpoint's URL.
    public var assertionAudience: String?
    /// How long a client assertion lives, in seconds; never more than 300 whatever is written here.
    public var assertionLifetime: Int
    /// How far the upstream's clock may be off, in seconds.
    public var clockSkew: Int
    /// How old an ID token may be when it arrives, in seconds; it comes straight from the upstream.
    public var maximumTokenAge: Int
    /// What the upstream's error codes mean.
    public var errors: UpstreamErrorTable
    /// What calls to the upstream may cost.
    public var limits: UpstreamLimits

    /// Describes a registration.
    public init(
        issuer: URL,
        clientID: String,
        trustedAudiences: [String] = [],
        endpoints: UpstreamEndpoints? = nil,
        keys: JWKSet? = nil,
        clientAuthentication: ClientAuthentication,
        idToken: TokenProfile = TokenProfile(),
        userInfo: TokenProfile = TokenProfile(),
        decryptionKeys: [JWK] = [],
        requestObject: RequestObjectProfile? = nil,
        pushesRequests: Bool = false,
        assertionAudience: String? = nil,
        assertionLifetime: Int = 300,
        clockSkew: Int = 60,
        maximumTokenAge: Int = 600,
        errors: UpstreamErrorTable = UpstreamErrorTable(),
        limits: UpstreamLimits = UpstreamLimits()
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.trustedAudiences = trustedAudiences
        self.endpoints = endpoints
        self.keys = keys
        self.clientAuthentication = clientAuthentication
        self.idToken = idToken
        self.userInfo = userInfo
        self.decryptionKeys = decryptionKeys
        self.requestObject = requestObject
        self.pushesRequests = pushesRequests
        self.assertionAudience = assertionAudience
        self.assertionLifetime = assertionLifetime
        self.clockSkew = clockSkew
        self.maximumTokenAge = maximumTokenAge
        self.errors = errors
        self.limits = limits
    }
}
