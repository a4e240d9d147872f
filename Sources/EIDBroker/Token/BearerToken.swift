/// Reads the access token of a request (RFC 6750 §2).
enum BearerToken {
    /// In the header or in a form, never both; the query is not read at all.
    static func read(
        authorization: String?,
        form: RequestParameters?,
        realm: BackchannelFailure.Realm
    ) throws(BackchannelFailure) -> String {
        let inForm = form?["access_token"]
        guard let authorization else {
            guard let inForm else { throw .invalidToken(nil, realm: realm) }
            return inForm
        }
        guard inForm == nil else {
            throw .invalidToken(OAuthError(.invalidRequest, "The access token is sent in two ways."), realm: realm)
        }
        // RFC 9110 §11.4: spaces between the scheme and what follows it.
        let words = authorization.split(separator: " ")
        // Another scheme, or no token, is a request that has not tried yet.
        guard let scheme = words.first, scheme.lowercased() == "bearer", words.count > 1 else {
            throw .invalidToken(nil, realm: realm)
        }
        guard words.count == 2 else {
            throw .invalidToken(
                OAuthError(.invalidRequest, "The Authorization header has more than one token."),
                realm: realm
            )
        }
        return String(words[1])
    }
}
