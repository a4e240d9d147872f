import EIDJOSE
public import EIDJSON

/// The provider's own keys: one for each signature that a profile may name, and one that requests are encrypted to.
public struct OpenIDConnectKeys: Sendable {
    let signing: [JWK]
    let encryption: JWK

    /// Draws new keys; RSA takes a while, so that tests draw once.
    public static func generate() throws -> OpenIDConnectKeys {
        OpenIDConnectKeys(
            signing: [
                try named(.generate(.rsa(), use: .signature), "rsa"),
                try named(.generate(.p256, use: .signature), "ec"),
                try named(.generate(.p384, use: .signature), "ec384"),
                try named(.generate(.ed25519, use: .signature), "ed"),
            ],
            encryption: try named(.generate(.rsa(), use: .encryption), "enc")
        )
    }

    /// A name that follows from the key, so that nobody who has cached keys takes those of another start for them.
    private static func named(_ key: JWK, _ kind: String) throws -> JWK {
        try key.with(keyID: "\(kind)-\(key.thumbprint.prefix(12))")
    }

    /// The key for an algorithm.
    func key(for algorithm: SignatureAlgorithm) -> JWK? {
        signing.first { key in
            switch algorithm {
            case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: key.type == .rsa
            case .es256: key.type == .p256
            case .es384: key.type == .p384
            case .edDSA: key.type == .ed25519
            case .hs256: false
            }
        }
    }

    /// What the world sees.
    public func published() throws -> JSON { try JWKSet(keys: signing + [encryption]).json() }
}
