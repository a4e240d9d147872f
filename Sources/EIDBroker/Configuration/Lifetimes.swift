/// How long things live, in seconds.
public struct Lifetimes: Sendable, Hashable {
    /// From the authorization request to the answer.
    public var transaction: Int
    /// An authorization code; at most 60 (RFC 9700 recommends the shortest that works).
    public var code: Int
    /// An access token.
    public var accessToken: Int
    /// An ID token.
    public var idToken: Int

    /// Makes lifetimes.
    public init(transaction: Int = 600, code: Int = 60, accessToken: Int = 300, idToken: Int = 300) {
        self.transaction = transaction
        self.code = code
        self.accessToken = accessToken
        self.idToken = idToken
    }
}
