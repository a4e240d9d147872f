import EIDMethod
import EIDServer
import EIDSettings

/// The transports to upstreams: one that all methods share, and one for each method with a `tls` of its own.
struct OutboundTransports {
    private let shared: GuardedTransport
    private var own: [String: GuardedTransport] = [:]

    /// Makes every transport, which reads certificates and keys and calls nobody.
    init(_ settings: LoadedSettings) throws {
        let common = OutboundConfiguration(
            additionalTrustRoots: settings.server.text("additionalTrustRoots").map(settings.path),
            callTime: settings.server.integer("upstreamSeconds").map { .seconds($0) }
        )
        let allowsHTTP = settings.server.boolean("allowLoopbackHTTP")
        shared = try AsyncHTTPTransport.guarded(common, allowsLoopbackHTTP: allowsHTTP)
        for method in settings.enabledMethods {
            guard let tls = method.tls else { continue }
            var configuration = common
            if let certificate = tls.certificate, let key = tls.key {
                configuration.identity = .init(certificate: certificate, key: key)
            }
            configuration.trust = tls.trust
            do {
                own[method.id] = try AsyncHTTPTransport.guarded(configuration, allowsLoopbackHTTP: allowsHTTP)
            } catch {
                throw ConfigurationIssue("methods.\(method.id).tls", "cannot be used: \(error)")
            }
        }
    }

    /// The transport of a method.
    subscript(_ method: ConfiguredMethod) -> GuardedTransport { own[method.id] ?? shared }
}
