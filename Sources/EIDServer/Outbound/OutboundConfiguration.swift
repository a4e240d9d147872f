/// How outbound connections are made.
public struct OutboundConfiguration: Sendable {
    /// A PEM file of further certification authorities, trusted beside the system's.
    public var additionalTrustRoots: String?
    /// The longest time for opening a connection; a request's own limit still counts.
    public var connectTime: Duration
    /// The longest time for a whole call, where the request's own limit is not shorter.
    public var callTime: Duration?
    /// Bytes that any compressed answer may grow to; a request's own limit is usually lower.
    public var decompressedBytes: Int
    /// Connections to one host at a time.
    public var connectionsPerHost: Int

    /// Makes a configuration.
    public init(
        additionalTrustRoots: String? = nil,
        connectTime: Duration = .seconds(5),
        callTime: Duration? = nil,
        decompressedBytes: Int = 2 * 1024 * 1024,
        connectionsPerHost: Int = 32
    ) {
        self.additionalTrustRoots = additionalTrustRoots
        self.connectTime = connectTime
        self.callTime = callTime
        self.decompressedBytes = decompressedBytes
        self.connectionsPerHost = connectionsPerHost
    }
}
