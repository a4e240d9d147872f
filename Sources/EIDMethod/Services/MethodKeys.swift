/// The keys that an operator gave a method, as the broker holds them: it publishes their public halves at
/// `/methods/{id}/jwks.json`, and signs and decrypts with the private ones for the method (`Keyring`).
///
/// A method meets this type where its settings are checked, with the public halves alone.
public struct MethodKeys: Sendable {
    /// One key.
    public struct Key: Sendable {
        /// What a key is for.
        public enum Use: String, Sendable, Hashable, CaseIterable {
            /// Signs client assertions and request objects.
            case signing
            /// Opens what the upstream encrypts to us.
            case encryption
        }

        /// The `kid` that the upstream sees; `nil` stands for the thumbprint of RFC 7638.
        public let id: String?
        /// What it is for.
        public let use: Use
        /// PEM: a private key in PKCS#8 or PKCS#1, or its public half where a method sees it.
        public let pem: Secret<String>

        /// Makes a key.
        public init(id: String?, use: Use, pem: Secret<String>) {
            self.id = id
            self.use = use
            self.pem = pem
        }
    }

    /// All keys, in the operator's order; the first signing key signs, every encryption key opens.
    public let all: [Key]

    /// Makes a set of keys.
    public init(_ keys: [Key] = []) { self.all = keys }

    /// The keys for one use.
    public func keys(for use: Key.Use) -> [Key] { all.filter { $0.use == use } }
}
