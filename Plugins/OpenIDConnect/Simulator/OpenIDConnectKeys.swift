import EIDJOSE
public import EIDJSON

/// The provider's own keys: one for each signature that a profile may name, and one that requests are encrypted to.
public struct OpenIDConnectKeys: Sendable {
    let signing: [JWK]
    let encryption: JWK

    /// Draws new keys; RSA takes a while, so that tests draw once.
    public static func generate(_ edition: Int = 1) throws -> OpenIDConnectKeys {
        OpenIDConnectKeys(
            signing: [
                try .generate(.rsa(), keyID: "rsa-\(edition)", use: .signature),
                try .generate(.p256, keyID: "ec-\(edition)", use: .signature),
                try .generate(.p384, keyID: "ec384-\(edition)", use: .signature),
                try .generate(.ed25519, keyID: "ed-\(edition)", use: .signature),
            ],
            encryption: try .generate(.rsa(), keyID: "enc-\(edition)", use: .encryption)
        )
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
