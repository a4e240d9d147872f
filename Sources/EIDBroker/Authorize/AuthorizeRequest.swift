import EIDMethod

/// An authorization request after every check: what the client asked for and may have.
struct AuthorizeRequest: Sendable {
    let clientID: String
    let redirectURI: String
    let state: String?
    let nonce: String?
    /// The PKCE S256 challenge; absent only for clients that are exempt.
    let challenge: String?
    /// The scopes granted.
    let scopes: [String]
    let type: MethodType
    /// Attributes that go into the ID token.
    let idTokenAttributes: Set<AttributeName>
    /// Attributes that go into UserInfo.
    let userInfoAttributes: Set<AttributeName>
    let minimumAssurance: Assurance?
    /// The methods that `acr_values` names; empty for any.
    let methods: [String]
    /// The person's languages, best first; never empty.
    let languages: [Language]
    let loginHint: String?
    /// How recent the person's proof must be.
    let freshness: Freshness
    /// The subject that `claims` or `id_token_hint` names; another person must not get a code (OpenID Connect Core
    /// §3.1.2.2, §5.5.1).
    let requiredSubject: String?
    /// Whether the person chooses even when only one method fits.
    let showsChooser: Bool

    /// All attributes that the method should deliver.
    var attributes: Set<AttributeName> { idTokenAttributes.union(userInfoAttributes) }

    /// Whether the client wants to know where each claim comes from.
    var wantsProvenance: Bool { scopes.contains(Scope.provenance) }
}

/// The scopes there are.
enum Scope {
    static let openID = "openid"
    /// Adds `attribute_sources` beside released claims.
    static let provenance = "provenance"
    static let all = [openID] + AttributeCatalogue.scopes + [provenance]
}
