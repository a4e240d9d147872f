public import EIDMethod

/// What a browser brought along besides its parameters.
public struct BrowserContext: Sendable {
    /// Cookies by name, without any `__Host-` prefix.
    public var cookies: [String: String]
    /// The languages of `Accept-Language` that the broker speaks, best first.
    public var languages: [Language]
    /// The countries that `Accept-Language` names (ISO 3166-1 alpha-2), best first: `BE` for `nl-BE`.
    public var countries: [String]
    /// Where the browser is and what it says that it is; `nil` where the server cannot tell.
    public var endUser: EndUser?

    /// Makes a context.
    public init(
        cookies: [String: String] = [:],
        languages: [Language] = [],
        countries: [String] = [],
        endUser: EndUser? = nil
    ) {
        self.cookies = cookies
        self.languages = languages
        self.countries = countries
        self.endUser = endUser
    }
}
