public import EIDJOSE
public import EIDMethod

/// How we prove to an upstream's token endpoint who we are (OpenID Connect Core §9).
public enum ClientAuthentication: Sendable {
    /// An assertion signed with a private key of the method's keyring; its `kid` goes along.
    case privateKeyJWT(key: KeyringEntry, algorithm: SignatureAlgorithm)
    /// The client secret as a form field.
    case clientSecretPost(Secret<String>)
    /// The client id and secret as HTTP Basic credentials, each form-encoded first (RFC 6749 §2.3.1).
    case clientSecretBasic(Secret<String>)
    /// An assertion under HS256 with the client secret, of at least 32 bytes (RFC 7518 §3.2).
    case clientSecretJWT(Secret<String>)
    /// The certificate of the connection, which the transport brings (RFC 8705 §2); only our name is in the form.
    case mutualTLS

    /// Whether a certificate proves who we are.
    var isMutualTLS: Bool { if case .mutualTLS = self { true } else { false } }

    /// The secret, where there is one.
    var secret: Secret<String>? {
        switch self {
        case .clientSecretPost(let secret), .clientSecretBasic(let secret), .clientSecretJWT(let secret): secret
        case .privateKeyJWT, .mutualTLS: nil
        }
    }
}
