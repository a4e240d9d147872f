public import EIDJSON

/// The header of a token whose signature was verified.
public struct JWSHeader: Sendable {
    /// The algorithm, which is the key's.
    public let algorithm: SignatureAlgorithm
    /// The name of the key, if the token has one.
    public let keyID: String?
    /// `typ`, such as `JWT` or `at+jwt`.
    public let type: String?
    /// `cty`.
    public let contentType: String?
    /// All members.
    public let json: JSONValue
}

/// A token whose signature was verified.
public struct VerifiedJWS: Sendable {
    /// What the token says about itself.
    public let header: JWSHeader
    /// What was signed.
    public let payload: [UInt8]
    /// The key it was verified with.
    public let key: JWK
}
