public import EIDMethod

/// How outbound connections are made.
public struct OutboundConfiguration: Sendable {
    /// Who we are to a server that asks for a client's certificate.
    public struct Identity: Sendable {
        /// The certificate and its chain, PEM.
        public var certificate: [UInt8]
        /// The private key, PEM.
        public var key: Secret<String>

        /// Makes an identity.
        public init(certificate: [UInt8], key: Secret<String>) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Who we are; `nil` shows no certificate.
    public var identity: Identity?
    /// The only certification authorities trusted, PEM; `nil` trusts the system's and `additionalTrustRoots`.
    public var trust: [UInt8]?
    /// A PEM file of further certification authorities, trusted beside the system's.
    public var additionalTrustRoots: String?
    /// The longest time for opening a connection; a request's own limit still counts.
    public var connectTime: Duration
    /// The longest time for a whole call, where the request's own limit is not shorter.
    public var callTime: Duration?
    /// Bytes that any compressed answer may grow to; a request's own limit is usually lower.
    public var decompressedBytes: Int
    /// Connections to one host at a time: upstreams that hold an answer back until there is news need one for each person.
    public var connectionsPerHost: Int

    /// Makes a configuration.
    public init(
        identity: Identity? = nil,
        trust: [UInt8]? = nil,
        additionalTrustRoots: String? = nil,
        connectTime: Duration = .seconds(5),
        callTime: Duration? = nil,
        decompressedBytes: Int = 2 * 1024 * 1024,
        connectionsPerHost: Int = 2_048
    ) {
        self.identity = identity
        self.trust = trust
        self.additionalTrustRoots = additionalTrustRoots
        self.connectTime = connectTime
        self.callTime = callTime
        self.decompressedBytes = decompressedBytes
        self.connectionsPerHost = connectionsPerHost
    }
}
