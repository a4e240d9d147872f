import EIDJSON
import EIDMethod

/// What a request asks to learn, how surely, and for what purpose.
///
/// Scopes are reduced to what the client may have; a special attribute that it may not have is refused, because
/// leaving it out silently would hide a missing justification from the integrator.
struct AskedAttributes {
    let scopes: [String]
    let idToken: Set<AttributeName>
    let userInfo: Set<AttributeName>
    let type: MethodType
    let methods: [String]
    let countries: [String]
    let essential: Set<AttributeName>
    let minimumAssurance: Assurance?
    /// The levels of which the ID token must name one; empty for any.
    let essentialLevels: [Assurance]
    /// Whether the ID token must say when the person proved themselves.
    let needsTime: Bool
    /// The subjects of whom one must sign in; `nil` for anybody.
    let subjects: [String]?

    init(_ parameters: RequestParameters, _ client: Client) throws(OAuthError) {
        let values = (parameters["scope"] ?? "").split(separator: " ").map(String.init)
        guard values.contains(where: { $0.sameBytes(as: Scope.openID) }) else {
            throw OAuthError(.invalidScope, "scope must contain openid.")
        }
        // OpenID Connect Core §3.1.2.1: scopes that we do not know are ignored.
        let asked = Scope.all.filter { scope in values.contains { $0.sameBytes(as: scope) } }
        let claims = try ClaimsParameter(parsing: parameters["claims"])
        let context = try ContextValues(parsing: parameters["acr_values"])
        let byScope = asked.flatMap { AttributeCatalogue.attributes(scope: $0) }
        for name in claims.userInfo + claims.idToken { try Self.refuseUnjustified(name, client) }
        let asksAnything = !(byScope + claims.userInfo + claims.idToken).isEmpty
        scopes = asked.filter { scope in
            let attributes = AttributeCatalogue.attributes(scope: scope)
            return attributes.isEmpty || attributes.contains(where: client.mayReceive)
        }
        type = try Self.type(context.type, asksAttributes: asksAnything, client)
        userInfo = Set((byScope + claims.userInfo).filter(client.mayReceive))
        idToken = Set(claims.idToken.filter(client.mayReceive))
        methods = context.methods
        countries = context.countries
        essential = Set(claims.essential.filter(client.mayReceive))
        minimumAssurance = try Self.assurance(context, claims, client)
        essentialLevels = claims.isLevelEssential ? claims.levels : []
        needsTime = claims.isTimeEssential
        subjects = claims.subjects
    }

    private static func refuseUnjustified(_ name: AttributeName, _ client: Client) throws(OAuthError) {
        guard let definition = AttributeCatalogue.definition(of: name), definition.isSpecial,
            !client.mayReceive(name)
        else { return }
        throw OAuthError(
            .invalidRequest,
            "The claim \(definition.claim) needs a justification in the registration of the client."
        )
    }

    /// A named type holds; nothing is upgraded silently.
    private static func type(
        _ named: MethodType?,
        asksAttributes: Bool,
        _ client: Client
    ) throws(OAuthError) -> MethodType {
        guard named != .authentication || !asksAttributes else {
            throw OAuthError(
                .invalidRequest,
                "An authentication gives no attributes; ask for type:verification or for openid alone."
            )
        }
        let type = named ?? (asksAttributes ? .verification : .authentication)
        guard client.types.contains(type) else {
            throw OAuthError(.unauthorizedClient, "The client is not registered for type:\(type.rawValue).")
        }
        return type
    }

    /// The lowest level that satisfies the request, and never less than the registration says.
    private static func assurance(
        _ context: ContextValues,
        _ claims: ClaimsParameter,
        _ client: Client
    ) throws(OAuthError) -> Assurance? {
        guard !claims.hasImpossibleLevel else {
            throw OAuthError(.unmetAuthenticationRequirements, "None of the essential acr values is supported.")
        }
        let minimum = [context.levels.min(), claims.levels.min(), client.minimumAssurance].compactMap { $0 }.max()
        guard claims.isLevelEssential else { return minimum }
        // The ID token has to name one of these, so the method must reach one.
        guard let level = claims.levels.filter({ $0 >= minimum ?? $0 }).min() else {
            throw OAuthError(.unmetAuthenticationRequirements, "The essential acr values are below the level required.")
        }
        return level
    }
}
