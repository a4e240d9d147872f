public import EIDJOSE
public import EIDMethod

/// One registered client (relying party) and all that it may do.
public struct Client: Sendable {
    /// How a client proves who it is at the token endpoint; it has exactly one way.
    public enum Authentication: Sendable {
        /// A public client: nothing but PKCE.
        case none
        /// `client_secret_basic`.
        case secretBasic(Secret<String>)
        /// `client_secret_post`.
        case secretPost(Secret<String>)
        /// `private_key_jwt` with one of these public keys.
        case privateKeyJWT(JWKSet)
    }

    /// Encrypts ID tokens to one key of the client.
    public struct Encryption: Sendable {
        /// The client's public key.
        public let key: JWK
        /// How the content key travels.
        public let algorithm: KeyManagementAlgorithm
        /// How the content is encrypted.
        public let encryption: ContentEncryption

        /// Makes an encryption.
        public init(key: JWK, algorithm: KeyManagementAlgorithm, encryption: ContentEncryption) {
            self.key = key
            self.algorithm = algorithm
            self.encryption = encryption
        }
    }

    /// The client identifier.
    public var id: String
    /// The client's name for people.
    public var name: LocalizedText
    /// The client's home page; pages that end a sign-in link to it.
    public var homeURL: String?
    /// Where answers may go; compared as exact strings, but that loopback addresses without a port stand for any.
    public var redirectURIs: [String]
    /// How the client proves who it is.
    public var authentication: Authentication
    /// The ids of the methods that it may use, in the order in which people see them.
    public var methods: [String]
    /// What it may ask a method for.
    public var types: Set<MethodType>
    /// The attributes that it may receive.
    public var attributes: Set<AttributeName>
    /// Why it may receive a special attribute; without one it may not.
    public var justifications: [AttributeName: String]
    /// Clients of one sector know a person by the same subject; the host of the redirect URIs unless one is given.
    public var sector: String {
        get { givenSector ?? hosts.first ?? id }
        set { givenSector = newValue }
    }
    private var givenSector: String?
    /// The lowest assurance that it accepts, whatever a request says.
    public var minimumAssurance: Assurance?
    /// The algorithm of its ID tokens; `nil` for RS256, or that of the first signing key where none is for RS256.
    public var idTokenSigningAlgorithm: SignatureAlgorithm?
    /// The algorithm of a signed UserInfo answer; `nil` for plain JSON.
    public var userInfoSigningAlgorithm: SignatureAlgorithm?
    /// Encrypts ID tokens.
    public var idTokenEncryption: Encryption?
    /// Lets the client leave out PKCE; for certification plans that send none.
    public var pkceExempt: Bool
    /// Where the browser may go after a signing; compared as exact strings.
    public var returnURIs: [String]
    /// Lets the client have hashes signed whose documents nobody here has seen.
    public var mayBringHashes: Bool
    /// Where the client hears that a signing is over; `nil` for one that asks.
    public var webhook: WebhookEndpoint?

    /// Makes a client; without a sector its redirect URIs must all have one host.
    public init(
        id: String,
        name: LocalizedText,
        homeURL: String? = nil,
        redirectURIs: [String],
        authentication: Authentication,
        methods: [String],
        types: Set<MethodType> = [.verification, .authentication],
        attributes: Set<AttributeName> = [],
        justifications: [AttributeName: String] = [:],
        sector: String? = nil,
        minimumAssurance: Assurance? = nil,
        idTokenSigningAlgorithm: SignatureAlgorithm? = nil,
        userInfoSigningAlgorithm: SignatureAlgorithm? = nil,
        idTokenEncryption: Encryption? = nil,
        pkceExempt: Bool = false,
        returnURIs: [String] = [],
        mayBringHashes: Bool = false,
        webhook: WebhookEndpoint? = nil
    ) {
        self.id = id
        self.name = name
        self.homeURL = homeURL
        self.redirectURIs = redirectURIs
        self.authentication = authentication
        self.methods = methods
        self.types = types
        self.attributes = attributes
        self.justifications = justifications
        givenSector = sector
        self.minimumAssurance = minimumAssurance
        self.idTokenSigningAlgorithm = idTokenSigningAlgorithm
        self.userInfoSigningAlgorithm = userInfoSigningAlgorithm
        self.idTokenEncryption = idTokenEncryption
        self.pkceExempt = pkceExempt
        self.returnURIs = returnURIs
        self.mayBringHashes = mayBringHashes
        self.webhook = webhook
    }

    /// Whether nothing says which of several hosts names the sector (OpenID Connect Core §8.1).
    var lacksSector: Bool { givenSector == nil && Set(hosts).count > 1 }

    /// The hosts of the redirect URIs; what follows a private scheme names no host.
    private var hosts: [String] {
        redirectURIs.filter { $0.lowercased().hasPrefix("http") }.compactMap(Self.host(of:))
    }

    /// Whether an attribute may be released to the client.
    public func mayReceive(_ name: AttributeName) -> Bool {
        guard attributes.contains(name), let definition = AttributeCatalogue.definition(of: name) else { return false }
        return !definition.isSpecial || !(justifications[name] ?? "").isEmpty
    }
}
