public import FoundationEssentials

/// An upstream's addresses as they were agreed on, where it publishes no discovery document.
public struct UpstreamEndpoints: Sendable {
    /// Where the browser goes.
    public var authorization: URL
    /// Where codes are redeemed.
    public var token: URL
    /// Where claims about the person are fetched; `nil` where the upstream has no such place.
    public var userInfo: URL?
    /// Where requests are left before the browser goes (RFC 9126); `nil` where the upstream takes none.
    public var pushedRequests: URL?
    /// Where the upstream publishes its keys; `nil` where they are agreed on as well.
    public var keys: URL?
    /// Whether answers carry `iss` (RFC 9207), so that one without it is refused.
    public var announcesIssuer: Bool

    /// Names addresses.
    public init(
        authorization: URL,
        token: URL,
        userInfo: URL? = nil,
        pushedRequests: URL? = nil,
        keys: URL? = nil,
        announcesIssuer: Bool = false
    ) {
        self.authorization = authorization
        self.token = token
        self.userInfo = userInfo
        self.pushedRequests = pushedRequests
        self.keys = keys
        self.announcesIssuer = announcesIssuer
    }
}
