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

    /// Whether the token leaves open what it is, says no more than that it is a JWT, or says that it is of one of these types
    /// (RFC 8725 §3.11; written as RFC 7515 §4.1.9 says, which compares as media types do).
    public func mayBe(_ types: String...) -> Bool {
        guard let type else { return true }
        var word = type.lowercased()[...]
        if word.hasPrefix("application/") { word = word.dropFirst("application/".count) }
        return (["jwt"] + types).contains { $0.utf8.elementsEqual(word.utf8) }
    }
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
