import EIDJOSE
import EIDJSON
public import EIDSimulator
package import EIDSimulatorTrust
public import FoundationEssentials

/// A stand-in for itsme's side: OpenID Provider, web pages, and the phone in somebody's hand.
///
/// Identifiers repeat under a seed and a clock. Keys do not, since OpenSSL draws them; pass `keys` to keep them.
public actor ItsmeSimulator: UpstreamSimulator {
    /// Fetches a document that a partner publishes.
    public typealias Download = @Sendable (URL) async throws -> FetchedDocument

    /// The settings.
    public private(set) var configuration: ItsmeSimulatorConfiguration
    /// The clock, which tests move.
    public nonisolated let clock: SimulatorClock
    /// Who issues the certificates that people here sign with.
    package nonisolated let trust: TrustService

    let download: Download
    let log: @Sendable (String) -> Void
    let subjects: Subjects
    var random: SeededRandom
    var keys: ItsmeKeys
    var partnerKeys = PartnerKeys()
    var accounts: [String: PersonaAccount]
    var actions = RecentValues<ItsmeAction>(limit: 5_000)
    var traces = RecentValues<SimulatorTrace>(limit: 1_000)
    var codes = RecentValues<CodeGrant>(limit: 5_000)
    var accessTokens = RecentValues<AccessGrant>(limit: 5_000)
    var assertionIDs = UsedIdentifiers()
    var faults = FaultBoard()
    var script: [ItsmeScriptStep]
    var signing = SigningState()
    let seed: UInt64
    let signers: any SignerCredentials

    /// Makes a simulator; generating keys takes a moment unless they are given.
    public init(
        configuration: ItsmeSimulatorConfiguration,
        clock: SimulatorClock = SimulatorClock(),
        seed: UInt64 = 1,
        keys: ItsmeKeys? = nil,
        log: @escaping @Sendable (String) -> Void = { _ in },
        download: @escaping Download
    ) throws {
        try self.init(
            configuration: configuration,
            clock: clock,
            seed: seed,
            keys: keys,
            signers: nil,
            log: log,
            download: download
        )
    }

    /// Makes a simulator whose people's certificates come from elsewhere than its own trust service, or whose trust service
    /// borrows its keys.
    package init(
        configuration: ItsmeSimulatorConfiguration,
        clock: SimulatorClock = SimulatorClock(),
        seed: UInt64 = 1,
        keys: ItsmeKeys?,
        signers: (any SignerCredentials)?,
        trustKeys: TrustKeyPool? = nil,
        log: @escaping @Sendable (String) -> Void = { _ in },
        download: @escaping Download
    ) throws {
        self.configuration = configuration
        self.clock = clock
        var settings = configuration.trustService(seed: seed)
        settings.keys = trustKeys
        let trust = TrustService(settings, now: { clock.now })
        self.trust = trust
        self.keys = try keys ?? .generate()
        self.log = log
        self.download = download
        self.seed = seed
        self.signers =
            signers ?? TrustSigners(trust: trust, validity: Double(configuration.trust.certificateDays) * 86_400)
        random = SeededRandom(seed: seed)
        subjects = Subjects(seed: seed)
        script = configuration.script
        accounts = PersonaAccount.accounts(of: configuration)
    }

    /// Makes a simulator whose partners publish keys without saying how long they may be kept.
    public init(
        configuration: ItsmeSimulatorConfiguration,
        clock: SimulatorClock = SimulatorClock(),
        seed: UInt64 = 1,
        keys: ItsmeKeys? = nil,
        fetch: @escaping @Sendable (URL) async throws -> [UInt8]
    ) throws {
        try self.init(configuration: configuration, clock: clock, seed: seed, keys: keys) {
            FetchedDocument(body: try await fetch($0))
        }
    }

    /// Takes other settings, as when a port or a partner's address is known only once it listens.
    ///
    /// What has happened so far stays; accounts keep their state.
    public func reconfigure(_ configuration: ItsmeSimulatorConfiguration) {
        self.configuration = configuration
        trust.move(to: configuration.trustService(seed: 0).baseURL)
        accounts = PersonaAccount.accounts(of: configuration).merging(accounts) { _, existing in existing }
        partnerKeys.clear()
    }

    /// The path of the base URL, for one that has a path of its own behind a proxy.
    var basePath: String {
        let path = URL(string: configuration.baseURL)?.path() ?? ""
        return path == "/" ? "" : path
    }

    /// What tests and scripts do instead of a person.
    public nonisolated var control: ItsmeControl { ItsmeControl(simulator: self) }

    /// Answers one request.
    public func respond(to request: SimulatorRequest) async -> SimulatorResponse {
        guard request.path.hasPrefix(basePath) else { return .plain(404, "Not found\n") }
        let path = String(request.path.dropFirst(basePath.count))
        if let (endpoint, host) = ItsmeRoute.endpoint(at: path) {
            return await respond(to: request, at: endpoint, host, path)
        }
        let parts = path.split(separator: "/").map(String.init)
        switch parts.first {
        case "csc", "qes-partners": return unknownSigningPath(path)
        case "qes": return qesPage(parts, request)
        case "session": return session(parts, request)
        case "phone": return phone(parts, request)
        case "control": return await controlAPI(parts, request)
        case "assets" where path == SimulatorStylesheet.path:
            return .document(200, type: "text/css; charset=utf-8", SimulatorStylesheet.text.utf8)
        case "assets" where path == ServiceLogo.path:
            return .document(200, type: "image/svg+xml", ServiceLogo.svg.utf8)
        case nil: return indexPage()
        default: return .plain(404, "Not found\n")
        }
    }
}
