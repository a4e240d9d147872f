public import EIDJSON

/// The header of a token that was opened.
public struct JWEHeader: Sendable {
    /// How the content key travelled; it is the key's algorithm.
    public let algorithm: KeyManagementAlgorithm
    /// How the content was encrypted.
    public let encryption: ContentEncryption
    /// The name of the key, if the token has one.
    public let keyID: String?
    /// `typ`.
    public let type: String?
    /// `cty`, which is a hint only: what to expect inside comes from configuration.
    public let contentType: String?
    /// All members.
    public let json: JSONValue
}

/// A token that was opened.
public struct OpenedJWE: Sendable {
    /// What the token says about itself.
    public let header: JWEHeader
    /// What was encrypted.
    public let plaintext: [UInt8]
    /// The key it was opened with.
    public let key: JWK
}
