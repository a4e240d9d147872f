/// What one request and one connection may cost.
public struct ServerLimits: Sendable, Hashable {
    /// Bytes of a request's body; more is answered 413.
    public var bodyBytes: Int
    /// Bytes of all header fields together; more is answered 431.
    public var headerBytes: Int
    /// Bytes of the request target; more is answered 414.
    public var targetBytes: Int
    /// How long a connection may stay without a complete request.
    public var idleTime: Duration
    /// How long a request's body may take to arrive.
    public var bodyTime: Duration
    /// Connections at a time; further ones wait to be accepted.
    public var connections: Int

    /// Makes limits.
    public init(
        bodyBytes: Int = 64 * 1024,
        headerBytes: Int = 16 * 1024,
        targetBytes: Int = 12 * 1024,
        idleTime: Duration = .seconds(30),
        bodyTime: Duration = .seconds(10),
        connections: Int = 2048
    ) {
        self.bodyBytes = bodyBytes
        self.headerBytes = headerBytes
        self.targetBytes = targetBytes
        self.idleTime = idleTime
        self.bodyTime = bodyTime
        self.connections = connections
    }
}
