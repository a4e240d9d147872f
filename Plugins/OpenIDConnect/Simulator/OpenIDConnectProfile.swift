public import EIDJOSE
public import EIDJSON

/// What one OpenID Provider is like: its one client, its tokens, its levels, and the one person it knows.
public struct OpenIDConnectProfile: Sendable {
    /// How the client must prove itself.
    public enum ClientProof: Sendable {
        case secretPost(String)
        case secretBasic(String)
        /// A client assertion under the secret.
        case secretJWT(String)
        /// A client assertion by a key of `clientKeys`.
        case key
        /// A TLS client certificate with this common name.
        case certificate(String)
    }

    /// How a token is made.
    public struct Token: Sendable {
        /// The signature.
        public var signing: SignatureAlgorithm
        /// The encryption to the client's key around it, if there is one.
        public var encryption: (KeyManagementAlgorithm, ContentEncryption)?

        /// Describes tokens.
        public init(_ signing: SignatureAlgorithm, encryption: (KeyManagementAlgorithm, ContentEncryption)? = nil) {
            self.signing = signing
            self.encryption = encryption
        }
    }

    /// A level as it is asked for and as it is stated; `nil` states none.
    public struct Level: Sendable {
        /// The word in the request.
        public var asked: String
        /// The word in the ID token.
        public var stated: String?

        /// Describes a level.
        public init(_ asked: String, stating stated: String?) {
            self.asked = asked
            self.stated = stated
        }
    }

    /// The issuer; all endpoints are below it.
    public var issuer: String
    /// The client's id.
    public var clientID: String
    /// The client's only redirect URI.
    public var redirectURI: String
    /// How the client must prove itself.
    public var proof: ClientProof
    /// The client's public keys, as it publishes them.
    public var clientKeys: JSON?
    /// Whether requests must be pushed.
    public var demandsPushedRequests = false
    /// Whether requests must be signed.
    public var demandsRequestObjects = false
    /// Whether signed requests must be encrypted as well.
    public var demandsEncryptedRequestObjects = false
    /// How ID tokens are made.
    public var idToken = Token(.rs256)
    /// How UserInfo answers are made; `nil` for plain JSON.
    public var userInfo: Token?
    /// Levels, lowest first, of which the first is that of a request that asks for none.
    public var levels: [Level] = []
    /// A value of `acr_values` without which nothing works, such as the choice of an eID at a broker.
    public var selector: String?
    /// Whether levels are asked for by the claims parameter instead of `acr_values`.
    public var levelsByClaims = false
    /// The scopes there are, and the claims that each brings.
    public var scopes: [String: [String]] = ["openid": []]
    /// Whether claims about the person stand in the ID token rather than in UserInfo.
    public var claimsInIDToken = false
    /// Whether the claims parameter is understood, whose claims arrive where they are asked for.
    public var takesClaimsParameter = false
    /// Parameters of the vendor's own, which must all be there with these values.
    public var vendorParameters: [String: String] = [:]
    /// Whether there are a discovery document and a key set to fetch.
    public var publishes = true
    /// Whether answers carry `iss` and discovery says so.
    public var announcesIssuer = true
    /// Whether people who signed in are remembered, and sent straight back unless the client demands more.
    public var keepsSession = false
    /// The error that a person who turns back causes.
    public var cancelError = "access_denied"
    /// The error that a person who waits too long causes.
    public var timeoutError = "access_denied"
    /// The person's `sub`.
    public var subject = "7b1e6f2c-person"
    /// The person's claims.
    public var person: JSON = [:]
    /// The claims that nobody of this provider is without.
    public var promised: Set<String> = []

    /// A provider with one client.
    public init(issuer: String, clientID: String, redirectURI: String, proof: ClientProof) {
        self.issuer = issuer
        self.clientID = clientID
        self.redirectURI = redirectURI
        self.proof = proof
    }
}
