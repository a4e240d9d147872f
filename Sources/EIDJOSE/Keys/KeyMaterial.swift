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
        case .p256:
            publicParts = [
                try key.number(OSSL_PKEY_PARAM_EC_PUB_X, length: 32),
                try key.number(OSSL_PKEY_PARAM_EC_PUB_Y, length: 32),
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
    /// The whole was checked, its public parts with it: checking an RSA modulus again would cost milliseconds.
    func publicHalf() throws(JOSEError) -> KeyMaterial {
        let key: PKey =
            switch type {
            case .rsa: try .rsa(modulus: publicParts[0], exponent: publicParts[1])
            case .p256: try .p256(x: publicParts[0], y: publicParts[1])
            case .ed25519, .x25519: try .raw(type, publicKey: publicParts[0])
            case .oct: throw JOSEError(.unsuitableKey, "a symmetric key has no public half")
            }
        return try KeyMaterial(type, key, isPrivate: false, isKnownConsistent: true)
    }

    /// The modulus in bytes, for an RSA key.
    var modulusLength: Int { type == .rsa ? publicParts[0].count : 0 }
}

/// What an RSA key must be, beyond what OpenSSL is content with.
enum RSARules {
    static func check(modulus: [UInt8], exponent: [UInt8]) throws(JOSEError) {
        let modulus = modulus.drop { $0 == 0 }
        let exponent = exponent.drop { $0 == 0 }
        let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
        guard (2048...4096).contains(bits) else {
            throw JOSEError(.unsuitableKey, "RSA keys have 2048 to 4096 bits, this one \(bits)")
        }
        // OpenSSL caps the exponent at 64 bits only above 3072 bits; nobody needs more than 32.
        guard exponent.count <= 4, exponent.last.map({ $0 & 1 == 1 }) ?? false,
            exponent.reduce(UInt64(0), { $0 << 8 | UInt64($1) }) >= 65537
        else { throw JOSEError(.unsuitableKey, "the RSA exponent must be odd and at least 65537") }
        guard !hasWeakPrimes(modulus) else {
            throw JOSEError(.unsuitableKey, "the RSA key comes from a faulty chip library (CVE-2017-15361)")
        }
    }

    /// The primes of the fingerprint, each with the powers of 65537 modulo it.
    private static let fingerprint: [(prime: UInt64, powers: Set<UInt64>)] = [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
        109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
    ].map { (prime: UInt64) in
        var powers: Set<UInt64> = []
        var power: UInt64 = 1
        while powers.insert(power).inserted { power = power * 65537 % prime }
        return (prime, powers)
    }

    /// ROCA: chip cards of several national eIDs made moduli that are powers of 65537 modulo every small prime.
    private static func hasWeakPrimes(_ modulus: ArraySlice<UInt8>) -> Bool {
        fingerprint.allSatisfy { prime, powers in
            powers.contains(modulus.reduce(0) { ($0 << 8 | UInt64($1)) % prime })
        }
    }
}
