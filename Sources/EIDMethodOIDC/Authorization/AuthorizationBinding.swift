public import FoundationEssentials

/// What ties an authorization request to the answer; a provider keeps it as part of its state.
///
/// It shows none of its values in logs: who knows the verifier can redeem the code.
public struct AuthorizationBinding: Codable, Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The value that the ID token must repeat.
    public let nonce: String
    /// The PKCE verifier (RFC 7636 §4.1).
    public let codeVerifier: String
    /// Where the upstream sends the browser back to; repeated when the code is redeemed.
    public let redirectURI: URL
    /// The random value hashed in front of a commitment to give the nonce; `nil` where the nonce itself is random.
    public let nonceSalt: Data?
    /// When the transaction began, in seconds since 1970: what `max_age` and a commitment say about the person counts from it.
    public let begun: Int?
    /// The issuer that was asked, so that an answer cannot be taken to another one (RFC 9700 §4.4).
    public let issuer: String

    /// Makes a binding from values kept elsewhere; new ones come from `OIDCUpstream.newBinding`.
    public init(
        nonce: String,
        nonceSalt: Data? = nil,
        begun: Int? = nil,
        codeVerifier: String,
        redirectURI: URL,
        issuer: String
    ) {
        self.nonce = nonce
        self.nonceSalt = nonceSalt
        self.begun = begun
        self.codeVerifier = codeVerifier
        self.redirectURI = redirectURI
        self.issuer = issuer
    }

    /// The issuer only.
    public var description: String { "binding to \(issuer)" }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
