public import EIDJOSE
public import EIDMethod

/// How we prove to an upstream's token endpoint who we are (OpenID Connect Core §9).
public enum ClientAuthentication: Sendable {
    /// An assertion signed with our private key; its `kid` goes along.
    case privateKeyJWT(key: JWK, algorithm: SignatureAlgorithm)
    /// The client secret as a form field.
    case clientSecretPost(Secret<String>)
}
