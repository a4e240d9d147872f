public import EIDJSON
public import FoundationEssentials

/// A partner as it was onboarded: one OpenID Connect client.
public struct ItsmeClient: Sendable {
    /// How a client proves who it is; exactly one each.
    public enum Authentication: Sendable {
        /// `private_key_jwt`, with keys fetched from a URL.
        case keysAt(URL)
        /// `private_key_jwt`, with a key set written in the settings.
        case keys(JSON)
        /// `client_secret_post`.
        case secret(String)
    }

    /// Where a client was onboarded: the current endpoints, or the legacy host of old client-secret clients.
    public enum Host: String, CaseIterable, Sendable {
        case current, legacy
    }

    /// The partner code, at most 10 characters.
    public var id: String
    /// What the phone shows.
    public var name: String
    /// How it proves who it is.
    public var authentication: Authentication
    /// Current or legacy endpoints.
    public var host: Host
    /// Whether a request without a code challenge is refused.
    public var requiresPKCE: Bool
    /// The claims it is entitled to, by full name; `nil` is all.
    public var allowedClaims: Set<String>?
    /// How its ID tokens are signed: RS256, or HS256 for a client with a secret.
    public var signingAlgorithm: String
    /// How the content key of its tokens is wrapped: RSA-OAEP-256 or RSA-OAEP; a client with a secret always has dir.
    public var keyManagementAlgorithm: String
    /// How its tokens are encrypted: A128CBC-HS256 or A256GCM; a client with a secret always has A256GCM.
    public var contentEncryption: String
    /// The key set with which a client that has a secret signs request objects; others use the keys they have.
    public var requestObjectKeys: JSON?
    /// Its services, one per flow.
    public var services: [ItsmeService]
    /// What it has agreed on for qualified signing; needed for services of that type.
    public var signing: ItsmeSigningContract?

    /// Makes a client.
    public init(
        id: String,
        name: String,
        authentication: Authentication,
        host: Host = .current,
        requiresPKCE: Bool = false,
        allowedClaims: Set<String>? = nil,
        signingAlgorithm: String = "RS256",
        keyManagementAlgorithm: String = "RSA-OAEP-256",
        contentEncryption: String = "A128CBC-HS256",
        requestObjectKeys: JSON? = nil,
        services: [ItsmeService],
        signing: ItsmeSigningContract? = nil
    ) {
        self.id = id
        self.name = name
        self.authentication = authentication
        self.host = host
        self.requiresPKCE = requiresPKCE
        self.allowedClaims = allowedClaims
        self.signingAlgorithm = signingAlgorithm
        self.keyManagementAlgorithm = keyManagementAlgorithm
        self.contentEncryption = contentEncryption
        self.requestObjectKeys = requestObjectKeys
        self.services = services
        self.signing = signing
    }

    /// The shared secret, for clients that have one.
    package var secret: String? { if case .secret(let secret) = authentication { secret } else { nil } }
}
