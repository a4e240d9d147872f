public import EIDJOSE

/// The one shape in which a kind of token reaches us; anything else is refused, better or worse.
public struct TokenProfile: Sendable {
    /// What is accepted around the signed token.
    public enum Encryption: Sendable {
        /// Must be a JWE with these algorithms around a JWS; a plain JWS would be a downgrade.
        case required(keyManagement: Set<KeyManagementAlgorithm>, content: Set<ContentEncryption>)
    }

    /// The signature algorithms that the registration names; HS256 stands alone and means the client secret.
    public var signing: Set<SignatureAlgorithm>
    /// The encryption; `nil` means that the token must be a plain JWS.
    public var encryption: Encryption?
    /// For UserInfo only: whether an unsigned JSON object will do, trusted because of the connection it came over.
    public var allowsPlainJSON: Bool

    /// Describes a kind of token.
    public init(
        signing: Set<SignatureAlgorithm> = [.rs256],
        encryption: Encryption? = nil,
        allowsPlainJSON: Bool = false
    ) {
        self.signing = signing
        self.encryption = encryption
        self.allowsPlainJSON = allowsPlainJSON
    }

    /// UserInfo as plain JSON and in no other form.
    public static let plainJSON = TokenProfile(signing: [], allowsPlainJSON: true)
}
