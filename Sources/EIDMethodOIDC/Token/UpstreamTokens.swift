public import EIDJSON
public import EIDMethod

/// What a redeemed code brought, after every check; shows none of its values in logs.
public struct UpstreamTokens: Sendable, CustomStringConvertible, CustomReflectable {
    /// The verified claims of the ID token.
    public let idTokenClaims: JSONValue
    /// The verified subject.
    public let subject: String
    /// The signed ID token without its encryption, with what verifies it; present when the binding carries a commitment.
    public let evidence: EvidenceItem?
    /// Opens UserInfo and other resources.
    public let accessToken: Secret<String>
    /// How long the access token lives, in seconds, if the upstream says so.
    public let expiresIn: Int?

    /// Always `<tokens>`.
    public var description: String { "<tokens>" }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
