/// An authorization request that passed every check.
struct AuthorizationRequest: Sendable {
    let client: ItsmeClient
    let service: ItsmeService
    let target: RedirectTarget
    let nonce: String?
    let challenge: String?
    /// Whether the itsme code is demanded (`acr_advanced`).
    let isAdvanced: Bool
    /// Claims for the ID token, by full name.
    let idTokenClaims: [String]
    /// Claims for UserInfo, by full name, those of scopes included.
    let userInfoClaims: [String]
    let language: PageLanguage
    /// A phone number for the page to begin with, as digits with the country code.
    let phoneHint: String?

    /// Everything that was asked, once each, in order.
    var askedClaims: [String] {
        var seen: Set<String> = []
        return (idTokenClaims + userInfoClaims).filter { $0 != "sub" && seen.insert($0).inserted }
    }

    /// The level an approval reaches.
    var level: String { isAdvanced ? ClaimName.advanced : ClaimName.basic }
}
