public import EIDJOSE
public import EIDMethod

/// How authorization requests are wrapped: signed by us, then, if so agreed, encrypted to the upstream (RFC 9101).
public struct RequestObjectProfile: Sendable {
    /// How the signed object is encrypted.
    public struct Encryption: Sendable {
        /// How the content key travels.
        public var keyManagement: KeyManagementAlgorithm
        /// How the content is encrypted.
        public var content: ContentEncryption

        /// Names both algorithms.
        public init(keyManagement: KeyManagementAlgorithm, content: ContentEncryption) {
            self.keyManagement = keyManagement
            self.content = content
        }
    }

    /// Our private key, in the method's keyring.
    public var signingKey: KeyringEntry
    /// The algorithm we sign with.
    public var signingAlgorithm: SignatureAlgorithm
    /// The encryption to the upstream's `use: enc` key; `nil` leaves the object signed only.
    public var encryption: Encryption?
    /// The object's `aud`; `nil` stands for the issuer.
    public var audience: String?
    /// How long the object may be used, in seconds.
    public var lifetime: Int

    /// Describes request objects.
    public init(
        signingKey: KeyringEntry,
        signingAlgorithm: SignatureAlgorithm,
        encryption: Encryption? = nil,
        audience: String? = nil,
        lifetime: Int = 300
    ) {
        self.signingKey = signingKey
        self.signingAlgorithm = signingAlgorithm
        self.encryption = encryption
        self.audience = audience
        self.lifetime = lifetime
    }
}
