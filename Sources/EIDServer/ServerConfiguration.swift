public import EIDMethod
public import FoundationEssentials

/// Where and how the broker listens.
public struct ServerConfiguration: Sendable {
    /// A certificate chain with its private key.
    public struct TLS: Sendable {
        /// The path of the certificate chain, PEM, the server's own certificate first.
        public var certificate: String
        /// The private key, PEM.
        public var privateKey: Secret<String>

        /// Makes TLS settings.
        public init(certificate: String, privateKey: Secret<String>) {
            self.certificate = certificate
            self.privateKey = privateKey
        }
    }

    /// The address to listen on.
    public var host: String
    /// The port; 0 lets the operating system choose one.
    public var port: Int
    /// Present when the broker itself speaks TLS; absent behind a proxy that does.
    public var tls: TLS?
    /// Addresses of proxies whose `X-Request-ID` and `X-Forwarded-For` are believed, or ranges of them (`10.0.0.0/8`); no other
    /// `X-Forwarded-*` is read.
    public var trustedProxies: [String]
    /// The broker's public address; cookies and HSTS depend on its scheme, no request header does.
    public var issuer: URL
    /// What a request and a connection may cost.
    public var limits: ServerLimits

    /// Makes a configuration.
    public init(
        host: String = "127.0.0.1",
        port: Int = 8480,
        tls: TLS? = nil,
        trustedProxies: [String] = [],
        issuer: URL,
        limits: ServerLimits = ServerLimits()
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.trustedProxies = trustedProxies
        self.issuer = issuer
        self.limits = limits
    }

    /// Whether browsers reach the broker by https.
    var isSecure: Bool { issuer.scheme?.lowercased() == "https" }
}
