import COpenSSL

/// What a key is made of: type, public parts as they are published, and the imported key.
final class KeyMaterial: Sendable {
    enum Secret: Sendable {
        case key(PKey)
        case bytes(SecretBytes)
    }

    let type: KeyType
    let secret: Secret
    let isPrivate: Bool
    /// n and e, or x and y, or x; empty for a symmetric key.
    let publicParts: [[UInt8]]

    init(_ type: KeyType, _ key: PKey, isPrivate: Bool, isKnownConsistent: Bool = false) throws(JOSEError) {
        self.type = type
        self.secret = .key(key)
        self.isPrivate = isPrivate
        switch type {
        case .rsa:
            let modulus = try key.number(OSSL_PKEY_PARAM_RSA_N)
            let exponent = try key.number(OSSL_PKEY_PARAM_RSA_E)
            try RSARules.check(modulus: modulus, exponent: exponent)
            publicParts = [modulus, exponent]
        case .p256, .p384:
            let length = type.curve?.length ?? 0
            publicParts = [
                try key.number(OSSL_PKEY_PARAM_EC_PUB_X, length: length),
                try key.number(OSSL_PKEY_PARAM_EC_PUB_Y, length: length),
            ]
        case .ed25519, .x25519: publicParts = [try key.rawPublic()]
        case .oct: throw JOSEError(.unsuitableKey, "a symmetric key is only bytes")
        }
        if !isKnownConsistent { try key.check(type, isPrivate: isPrivate) }
    }

    init(secret: SecretBytes) {
        type = .oct
        self.secret = .bytes(secret)
        isPrivate = true
        publicParts = []
    }

    /// The key without its private part; a symmetric key has none.
    ///
    /// The whole was checked, its public parts with it.
    func publicHalf() throws(JOSEError) -> KeyMaterial {
        let key: PKey =
            switch type {
            case .rsa: try .rsa(modulus: publicParts[0], exponent: publicParts[1])
            case .p256, .p384: try .ec(type, x: publicParts[0], y: publicParts[1])
            case .ed25519, .x25519: try .raw(type, publicKey: publicParts[0])
            case .oct: throw JOSEError(.unsuitableKey, "a symmetric key has no public half")
            }
        return try KeyMaterial(type, key, isPrivate: false, isKnownConsistent: true)
    }

    /// The modulus in bytes, for an RSA key.
    var modulusLength: Int { type == .rsa ? publicParts[0].count : 0 }
}
