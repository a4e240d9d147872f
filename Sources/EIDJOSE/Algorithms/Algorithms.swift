/// How a token is signed.
public enum SignatureAlgorithm: String, CaseIterable, Sendable {
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case ps256 = "PS256"
    case ps384 = "PS384"
    case ps512 = "PS512"
    case es256 = "ES256"
    case es384 = "ES384"
    case edDSA = "EdDSA"
    case hs256 = "HS256"
}

/// How the key that encrypts the content reaches the recipient.
public enum KeyManagementAlgorithm: String, CaseIterable, Sendable {
    case rsaOAEP = "RSA-OAEP"
    case rsaOAEP256 = "RSA-OAEP-256"
    case ecdhES = "ECDH-ES"
    case ecdhESA128KW = "ECDH-ES+A128KW"
    case ecdhESA256KW = "ECDH-ES+A256KW"
    case dir

    /// The length of the key that wraps the content key, where there is one.
    var wrappingKeyLength: Int? {
        switch self {
        case .ecdhESA128KW: 16
        case .ecdhESA256KW: 32
        case .rsaOAEP, .rsaOAEP256, .ecdhES, .dir: nil
        }
    }
}

/// How the content is encrypted.
public enum ContentEncryption: String, CaseIterable, Sendable {
    case a128GCM = "A128GCM"
    case a256GCM = "A256GCM"
    case a128CBCHS256 = "A128CBC-HS256"
    case a256CBCHS512 = "A256CBC-HS512"

    /// The length of the content key in bytes.
    public var keyLength: Int {
        switch self {
        case .a128GCM: 16
        case .a256GCM, .a128CBCHS256: 32
        case .a256CBCHS512: 64
        }
    }

    var ivLength: Int {
        switch self {
        case .a128GCM, .a256GCM: 12
        case .a128CBCHS256, .a256CBCHS512: 16
        }
    }

    var tagLength: Int { self == .a256CBCHS512 ? 32 : 16 }
}

/// The algorithm a key is pinned to, for signatures or for encryption.
public enum KeyAlgorithm: String, CaseIterable, Sendable {
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case ps256 = "PS256"
    case ps384 = "PS384"
    case ps512 = "PS512"
    case es256 = "ES256"
    case es384 = "ES384"
    case edDSA = "EdDSA"
    case hs256 = "HS256"
    case rsaOAEP = "RSA-OAEP"
    case rsaOAEP256 = "RSA-OAEP-256"
    case ecdhES = "ECDH-ES"
    case ecdhESA128KW = "ECDH-ES+A128KW"
    case ecdhESA256KW = "ECDH-ES+A256KW"
    case dir

    /// The signature algorithm, if it is one.
    public var signature: SignatureAlgorithm? { SignatureAlgorithm(rawValue: rawValue) }

    /// The key management algorithm, if it is one.
    public var keyManagement: KeyManagementAlgorithm? { KeyManagementAlgorithm(rawValue: rawValue) }

    /// The use that follows from the algorithm.
    public var use: KeyUse { signature == nil ? .encryption : .signature }
}

/// What a key is for.
public enum KeyUse: String, CaseIterable, Sendable {
    case signature = "sig"
    case encryption = "enc"
}

/// The types of keys we can hold.
public enum KeyType: String, CaseIterable, Sendable {
    case rsa, p256, p384, ed25519, x25519, oct

    /// `kty` (RFC 7518 §6.1, RFC 8037 §2).
    var registeredName: String {
        switch self {
        case .rsa: "RSA"
        case .p256, .p384: "EC"
        case .ed25519, .x25519: "OKP"
        case .oct: "oct"
        }
    }

    /// Whether a key of this type can serve the algorithm.
    func fits(_ algorithm: KeyAlgorithm) -> Bool {
        switch algorithm {
        case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512, .rsaOAEP, .rsaOAEP256: self == .rsa
        case .es256: self == .p256
        case .es384: self == .p384
        case .edDSA: self == .ed25519
        case .ecdhES, .ecdhESA128KW, .ecdhESA256KW: self == .p256 || self == .x25519
        case .hs256, .dir: self == .oct
        }
    }
}
