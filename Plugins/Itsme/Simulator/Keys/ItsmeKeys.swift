public import EIDJOSE
import EIDJSON

/// The keys of a simulated itsme.
///
/// They cannot follow from a seed, because OpenSSL draws keys from its own random source: they are generated once, or
/// read from PEM so that they survive a restart.
public struct ItsmeKeys: Sendable {
    /// The key that signs now.
    public private(set) var signing: JWK
    /// The key to which partners encrypt request objects.
    public private(set) var encryption: JWK
    /// Signing keys that have been replaced, still published.
    private var retired: [JWK] = []
    /// Encryption keys that have been replaced: no longer published, but they still open (§4.6).
    private var replaced: [JWK] = []

    /// Uses keys that exist.
    public init(signing: JWK, encryption: JWK) {
        self.signing = signing
        self.encryption = encryption
    }

    /// Generates RSA keys, the only kind that itsme has (§4).
    public static func generate() throws -> ItsmeKeys {
        ItsmeKeys(signing: try newSigningKey(), encryption: try newEncryptionKey())
    }

    /// Reads keys from a text with two PEM private keys: the one that signs, then the one that decrypts.
    public init(pem: String) throws {
        let end = "-----END PRIVATE KEY-----"
        let parts = pem.split(separator: end, omittingEmptySubsequences: true).map { $0 + end }
        guard parts.count >= 2 else { throw JOSEError(.malformed, "two PEM private keys are needed") }
        self.init(
            signing: try Self.named(JWK(pem: String(parts[0]), use: .signature, algorithm: .rs256), "sig"),
            encryption: try Self.named(JWK(pem: String(parts[1]), use: .encryption, algorithm: .rsaOAEP256), "enc")
        )
    }

    /// The keys as PEM, to be read again after a restart.
    public func pem() throws -> String { try signing.privatePEM() + encryption.privatePEM() }

    /// Replaces the signing key; the old one stays published for those who have cached nothing yet.
    mutating func rotate() throws {
        let key = try Self.newSigningKey()
        retired.append(signing)
        signing = key
    }

    /// Replaces the key that partners encrypt to; the old one opens what is still under way.
    mutating func rotateEncryption() throws {
        let key = try Self.newEncryptionKey()
        replaced.append(encryption)
        encryption = key
    }

    /// Every key that opens what partners send, the published one first.
    var opening: [JWK] { [encryption] + replaced }

    /// The published set.
    func document() throws -> JSON { try JWKSet(keys: [signing, encryption] + retired).json() }

    private static func newSigningKey() throws -> JWK {
        try named(.generate(.rsa(bits: 2048), use: .signature, algorithm: .rs256), "sig")
    }

    private static func newEncryptionKey() throws -> JWK {
        try named(.generate(.rsa(bits: 2048), use: .encryption, algorithm: .rsaOAEP256), "enc")
    }

    /// A name that follows from the key: another key under a name that a partner has cached would be none that it fetches anew, and
    /// after a restart with new keys no signature would fit.
    private static func named(_ key: JWK, _ use: String) throws -> JWK {
        try key.with(keyID: "sim-\(use)-\(key.thumbprint.prefix(12))")
    }
}
