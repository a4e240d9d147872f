/// Signs and decrypts with the private keys that the operator gave a method, wherever those are.
///
/// A method never sees a private key, and works the same in the broker and in a process of its own.
public protocol Keyring: Sendable {
    /// The keys, in the operator's order.
    var keys: [KeyringEntry] { get }

    /// The bare signature over bytes by the signing key with this id, as JWS defines it for an algorithm such as `ES256`.
    func sign(_ bytes: [UInt8], key id: String, algorithm: String) async throws(MethodError) -> [UInt8]

    /// The content of a compact JWE that was made for one of the encryption keys, with exactly these algorithms.
    func decrypt(_ token: String, algorithm: String, encryption: String) async throws(MethodError) -> [UInt8]
}

extension Keyring {
    /// The keys for one use; the first signing key signs, every encryption key opens.
    public func keys(for use: MethodKeys.Key.Use) -> [KeyringEntry] { keys.filter { $0.use == use } }
}

/// A private key by what everybody may know of it.
public struct KeyringEntry: Sendable, Hashable {
    /// The `kid` that the upstream sees.
    public let id: String
    /// What it is for.
    public let use: MethodKeys.Key.Use
    /// The public half, a JWK.
    public let publicKey: String

    /// Makes an entry.
    public init(id: String, use: MethodKeys.Key.Use, publicKey: String) {
        self.id = id
        self.use = use
        self.publicKey = publicKey
    }
}

/// A keyring without keys.
public struct EmptyKeyring: Keyring {
    /// None.
    public var keys: [KeyringEntry] { [] }

    /// Makes it.
    public init() {}

    /// Refuses.
    public func sign(_ bytes: [UInt8], key id: String, algorithm: String) async throws(MethodError) -> [UInt8] {
        throw MethodError(.misconfigured, "the method has no such signing key")
    }

    /// Refuses.
    public func decrypt(_ token: String, algorithm: String, encryption: String) async throws(MethodError) -> [UInt8] {
        throw MethodError(.untrusted, "the token cannot be opened")
    }
}
