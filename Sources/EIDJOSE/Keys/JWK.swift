import COpenSSL
import EIDJSON

/// A key with its name and what it may be used for, imported once and used often.
public struct JWK: Sendable {
    /// The name tokens call it by.
    public let keyID: String?
    /// What it is for; `nil` when neither `use` nor the algorithm says.
    public let use: KeyUse?
    /// The algorithm it is pinned to.
    public let algorithm: KeyAlgorithm?
    /// The operations it is limited to, as `key_ops` names them.
    public let operations: Set<KeyOperation>?
    let material: KeyMaterial

    init(
        _ material: KeyMaterial,
        keyID: String?,
        use: KeyUse?,
        algorithm: KeyAlgorithm?,
        operations: Set<KeyOperation>? = nil
    ) throws(JOSEError) {
        if let algorithm {
            guard material.type.fits(algorithm) else {
                throw JOSEError(.unsuitableKey, "a key of type \(material.type) is no key for \(algorithm.rawValue)")
            }
            guard use == nil || use == algorithm.use else {
                throw JOSEError(.unsuitableKey, "\(algorithm.rawValue) contradicts the key's use")
            }
        }
        if material.type == .oct, case .bytes(let secret) = material.secret {
            guard secret.count >= (algorithm == .hs256 ? 32 : 16) else {
                throw JOSEError(.unsuitableKey, "the symmetric key is too short")
            }
        }
        self.material = material
        self.keyID = keyID
        self.use = use ?? algorithm?.use
        self.algorithm = algorithm
        self.operations = operations
    }

    /// A symmetric key, such as a client's secret; at least 32 bytes for HS256.
    public init(
        secret: some Collection<UInt8>,
        keyID: String? = nil,
        use: KeyUse? = nil,
        algorithm: KeyAlgorithm? = nil
    ) throws(JOSEError) {
        try self.init(KeyMaterial(secret: SecretBytes(secret)), keyID: keyID, use: use, algorithm: algorithm)
    }

    /// What can be generated.
    public enum Kind: Sendable {
        case rsa(bits: Int = 2048)
        case p256, p384, ed25519, x25519
        case oct(bytes: Int = 32)
    }

    /// A new private key; without a name it is called by its thumbprint.
    public static func generate(
        _ kind: Kind,
        keyID: String? = nil,
        use: KeyUse? = nil,
        algorithm: KeyAlgorithm? = nil
    ) throws(JOSEError) -> JWK {
        let material: KeyMaterial
        switch kind {
        case .rsa(let bits):
            guard (2048...4096).contains(bits) else {
                throw JOSEError(.unsuitableKey, "RSA keys have 2048 to 4096 bits")
            }
            material = try KeyMaterial(.rsa, .generate(rsaBits: bits), isPrivate: true)
        case .p256: material = try KeyMaterial(.p256, .generateP256(), isPrivate: true)
        case .p384: material = try KeyMaterial(.p384, .generateP384(), isPrivate: true)
        case .ed25519: material = try KeyMaterial(.ed25519, .generate(.ed25519), isPrivate: true)
        case .x25519: material = try KeyMaterial(.x25519, .generate(.x25519), isPrivate: true)
        case .oct(let bytes):
            return try JWK(secret: SecureRandom.bytes(bytes), keyID: keyID, use: use, algorithm: algorithm)
        }
        return try JWK(material, keyID: keyID ?? material.thumbprint, use: use, algorithm: algorithm)
    }

    /// The type of the key.
    public var type: KeyType { material.type }

    /// Whether it can sign or decrypt; a symmetric key always can.
    public var isPrivate: Bool { material.isPrivate }

    /// The key that may be published; `nil` for a symmetric key.
    public var publicHalf: JWK? {
        guard isPrivate else { return self }
        guard let half = try? material.publicHalf() else { return nil }
        let opposite = operations.map { Set($0.map(\.opposite)) }
        return try? JWK(half, keyID: keyID, use: use, algorithm: algorithm, operations: opposite)
    }

    /// The key's name by its content (RFC 7638), base64url of a SHA-256 digest.
    public var thumbprint: String { material.thumbprint }

    /// The same key under another name or with a narrower use.
    public func with(
        keyID: String? = nil,
        use: KeyUse? = nil,
        algorithm: KeyAlgorithm? = nil
    ) throws(JOSEError) -> JWK {
        try JWK(
            material,
            keyID: keyID ?? self.keyID,
            use: use ?? self.use,
            algorithm: algorithm ?? self.algorithm,
            operations: operations
        )
    }

    /// Whether `use` and `key_ops` let the key do this.
    func allows(_ wanted: KeyOperation...) -> Bool {
        if let use, !wanted.contains(where: { $0.use == use }) { return false }
        return operations.map { !$0.isDisjoint(with: wanted) } ?? true
    }
}

/// What a key is limited to (RFC 7517 §4.3).
public enum KeyOperation: String, CaseIterable, Sendable {
    case sign, verify, encrypt, decrypt, wrapKey, unwrapKey, deriveKey, deriveBits

    var use: KeyUse { self == .sign || self == .verify ? .signature : .encryption }

    /// What the other half of a pair of keys does.
    var opposite: KeyOperation {
        switch self {
        case .sign: .verify
        case .verify: .sign
        case .encrypt: .decrypt
        case .decrypt: .encrypt
        case .wrapKey: .unwrapKey
        case .unwrapKey: .wrapKey
        case .deriveKey, .deriveBits: self
        }
    }
}
