public import EIDMethod

/// What calls to an upstream may cost, and how long its answers are kept.
public struct UpstreamLimits: Sendable {
    /// For the discovery document.
    public var discovery: HTTPLimits
    /// For the key set.
    public var keys: HTTPLimits
    /// For token answers, ID token included.
    public var token: HTTPLimits
    /// For UserInfo answers.
    public var userInfo: HTTPLimits
    /// How long a discovery document is kept, in seconds.
    public var discoveryLifetime: Int
    /// How long a key set is kept, in seconds.
    public var keysLifetime: Int
    /// The least time between two fetches for the sake of unknown keys, in seconds.
    public var keysPause: Int

    /// Sets limits; the defaults suit answers that carry a photo.
    public init(
        discovery: HTTPLimits = HTTPLimits(bodyBytes: 64 * 1024),
        keys: HTTPLimits = HTTPLimits(),
        token: HTTPLimits = HTTPLimits(bodyBytes: 512 * 1024),
        userInfo: HTTPLimits = HTTPLimits(bodyBytes: 512 * 1024),
        discoveryLifetime: Int = 3600,
        keysLifetime: Int = 3600,
        keysPause: Int = 30
    ) {
        self.discovery = discovery
        self.keys = keys
        self.token = token
        self.userInfo = userInfo
        self.discoveryLifetime = discoveryLifetime
        self.keysLifetime = keysLifetime
        self.keysPause = keysPause
    }
}
