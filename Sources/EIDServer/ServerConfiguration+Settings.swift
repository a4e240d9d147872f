public import EIDMethod
public import FoundationEssentials

extension ServerConfiguration {
    /// The settings of the section `server`.
    public static let settings: [Setting] = [
        .optional("host", .text, default: "127.0.0.1", "The address to listen on; 0.0.0.0 for every IPv4 address."),
        .optional("port", .integer(0...65535), default: 8480, "The port to listen on; 0 lets the system choose."),
        .optional("tls", .section(tlsSettings), "Certificate and key, where no proxy in front speaks TLS."),
        .optional(
            "trustedProxies",
            .list(.text),
            default: [],
            "IP addresses of proxies whose X-Request-ID and X-Forwarded-For are believed, or ranges such as 10.0.0.0/8."
        ),
        .optional(
            "allowLoopbackHTTP",
            .boolean,
            default: false,
            "For development only: lets methods call upstreams on this machine by http, and certificates name services on "
                + "it."
        ),
        .optional("additionalTrustRoots", .text, "A PEM file of further authorities that upstreams may use."),
        .optional(
            "upstreamSeconds",
            .integer(1...60),
            "How long a call to an upstream may take in all, where the method's own limit is not shorter."
        ),
        .optional(
            "upstreamConnections",
            .integer(1...65_536),
            default: .integer(OutboundConfiguration().connectionsPerHost),
            "Connections to one host of an upstream at a time; each person who waits may need one for a moment."
        ),
        .optional("limits", .section(limitSettings), "What one request and one connection may cost."),
    ]

    /// Reads the section `server`, which must have been checked against `settings` before.
    public init(reading settings: SettingsReader, issuer: URL) {
        self.init(
            host: settings.text("host") ?? "127.0.0.1",
            port: settings.integer("port") ?? 8480,
            trustedProxies: settings.texts("trustedProxies"),
            issuer: issuer
        )
        if let section = settings.section("tls"), let certificate = section.text("certificate"),
            let privateKey = section.secret("privateKey")
        {
            tls = TLS(certificate: certificate, privateKey: privateKey)
        }
        if let section = settings.section("limits") {
            limits.bodyBytes = section.integer("bodyBytes") ?? limits.bodyBytes
            limits.orderBytes = section.integer("orderBytes") ?? limits.orderBytes
            limits.documentBytesPerSecond =
                section.integer("documentBytesPerSecond") ?? limits.documentBytesPerSecond
            limits.headerBytes = section.integer("headerBytes") ?? limits.headerBytes
            limits.idleTime = section.integer("idleSeconds").map { .seconds($0) } ?? limits.idleTime
            limits.bodyTime = section.integer("bodySeconds").map { .seconds($0) } ?? limits.bodyTime
            limits.connections = section.integer("connections") ?? limits.connections
        }
    }

    private static let tlsSettings: [Setting] = [
        .required(
            "certificate",
            .text,
            "The path of the certificate chain, PEM, the server's own first; read at the start, so that a renewed one needs a "
                + "restart."
        ),
        .required("privateKey", .secret, "The private key, PEM."),
    ]

    private static let limitSettings: [Setting] = [
        .optional("bodyBytes", .integer(1024...1_048_576), default: 65536, "Bytes of a request's body."),
        .optional("orderBytes", .integer(4096...8_388_608), default: 4_194_304, "Bytes of an order to sign."),
        .optional(
            "documentBytesPerSecond",
            .integer(1024...1_048_576),
            default: 32768,
            "How fast a document must come and go; slower transfers are ended."
        ),
        .optional("headerBytes", .integer(2048...32768), default: 16384, "Bytes of a request's header fields."),
        .optional("idleSeconds", .integer(1...600), default: 30, "How long a connection may idle."),
        .optional("bodySeconds", .integer(1...600), default: 10, "How long a body may take to arrive."),
        .optional("connections", .integer(16...65536), default: 2048, "Connections at a time."),
    ]
}
