/// What one request and one connection may cost.
public struct ServerLimits: Sendable, Hashable {
    /// Bytes of a request's body; more is answered 413.
    public var bodyBytes: Int
    /// Bytes of an order to sign, which may bring pictures along.
    public var orderBytes: Int
    /// Bytes of a document that is uploaded.
    public var documentBytes: Int
    /// How fast a document must come and go, once `bodyTime` is used up; slower transfers are ended.
    public var documentBytesPerSecond: Int
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
        orderBytes: Int = 4 * 1024 * 1024,
        documentBytes: Int = 100_000_000,
        documentBytesPerSecond: Int = 32 * 1024,
        headerBytes: Int = 16 * 1024,
        targetBytes: Int = 12 * 1024,
        idleTime: Duration = .seconds(30),
        bodyTime: Duration = .seconds(10),
        connections: Int = 2048
    ) {
        self.bodyBytes = bodyBytes
        self.orderBytes = orderBytes
        self.documentBytes = documentBytes
        self.documentBytesPerSecond = documentBytesPerSecond
        self.headerBytes = headerBytes
        self.targetBytes = targetBytes
        self.idleTime = idleTime
        self.bodyTime = bodyTime
        self.connections = connections
    }
}
