import EIDBroker
import EIDMethod
import EIDServer
import EIDSettings

/// The transports to upstreams: one that all methods share, and one for each method with a `tls` of its own; and the one to
/// whom certificates name.
struct OutboundTransports {
    /// Every transport that cannot be made.
    struct Failure: Error, CustomStringConvertible {
        let issues: [ConfigurationIssue]
        var description: String { issues.map(\.description).joined(separator: "\n") }
    }

    /// What reaches responders, revocation lists and timestamp authorities; `nil` where nothing is signed.
    ///
    /// Which URLs of certificates are called is for the core to say; that of the authority is the operator's own.
    let certificates: AsyncHTTPTransport?
    private let shared: GuardedTransport
    private let own: [String: GuardedTransport]

    /// Makes every transport, which reads certificates and keys and calls nobody; tells every one that cannot be made.
    init(_ settings: LoadedSettings) throws(Failure) {
        var issues: [ConfigurationIssue] = []
        func made<Transport>(at path: String, _ make: () throws -> Transport) -> Transport? {
            do { return try make() } catch {
                issues.append(ConfigurationIssue(path, "cannot be used: \(error)"))
                return nil
            }
        }
        let roots = "server.additionalTrustRoots"
        var common = OutboundConfiguration(
            additionalTrustRoots: settings.server.text("additionalTrustRoots").map(settings.path),
            callTime: settings.server.integer("upstreamSeconds").map { .seconds($0) }
        )
        if let most = settings.server.integer("upstreamConnections") { common.connectionsPerHost = most }
        let allowsHTTP = settings.server.boolean("allowLoopbackHTTP")
        let shared = made(at: roots) { try AsyncHTTPTransport.guarded(common, allowsLoopbackHTTP: allowsHTTP) }
        certificates = settings.broker.signing.flatMap { _ in
            var configuration = common
            configuration.callTime = nil
            return made(at: roots) { try AsyncHTTPTransport(configuration) }
        }
        // Told once; what else is wrong with a method's own connections is told as well.
        if shared == nil { common.additionalTrustRoots = nil }
        var own: [String: GuardedTransport] = [:]
        for method in settings.enabledMethods {
            guard let tls = method.tls else { continue }
            var configuration = common
            if let certificate = tls.certificate, let key = tls.key {
                configuration.identity = .init(certificate: certificate, key: key)
            }
            configuration.trust = tls.trust
            own[method.id] = made(at: "methods.\(method.id).tls") {
                try AsyncHTTPTransport.guarded(configuration, allowsLoopbackHTTP: allowsHTTP)
            }
        }
        guard let shared, issues.isEmpty else { throw Failure(issues: issues) }
        self.shared = shared
        self.own = own
    }

    /// The transport of a method.
    subscript(_ method: ConfiguredMethod) -> GuardedTransport { own[method.id] ?? shared }
}
