import EIDMethod

/// An authorization request after every check: what the client asked for and may have.
struct AuthorizeRequest: Sendable {
    let clientID: String
    let redirectURI: String
    let responseMode: ResponseMode
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
    /// The levels of which the ID token must name one (OpenID Connect Core §5.5.1.1); empty for any.
    let essentialLevels: [Assurance]
    /// The subjects that `claims` or `id_token_hint` names; empty for anybody.
    ///
    /// Nobody else must get a code (§3.1.2.2, §5.5.1).
    let requiredSubjects: [String]
    /// Whether the person chooses even when only one method fits.
    let showsChooser: Bool

    /// What the ID token says of a level that was reached: the level itself, or the highest of those asked for that it
    /// satisfies; `nil` where it satisfies none.
    func asserted(_ reached: Assurance) -> Assurance? {
        guard !essentialLevels.isEmpty else { return reached }
        return essentialLevels.filter { $0 <= reached && $0 >= minimumAssurance ?? $0 }.max()
    }

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
