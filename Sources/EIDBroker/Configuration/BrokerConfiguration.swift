public import EIDJOSE
public import EIDMethod
public import FoundationEssentials

/// All that an operator decides about the broker itself.
public struct BrokerConfiguration: Sendable {
    /// The broker's issuer identifier: scheme, host and port, no path and no trailing slash.
    public var issuer: URL
    /// Private keys; the first of each algorithm signs, all are published.
    public var signingKeys: [JWK]
    /// The registered clients.
    public var clients: [Client]
    /// At least 32 bytes that subjects are derived from; whoever changes them makes every person a stranger.
    public var subjectSecret: Secret<[UInt8]>
    /// At least 32 bytes; everything stored is sealed under a key derived from them.
    public var storageSecret: Secret<[UInt8]>
    /// How long things live.
    public var lifetimes: Lifetimes
    /// How many transactions may wait for their end at a time; beyond it new ones are refused for a while.
    public var maximumTransactions = 100_000
    /// Whether the chooser offers to remember the last choice in the browser.
    public var remembersMethod = true
    /// How documents are signed; without it the broker only signs people in.
    public var signing: SigningConfiguration?
    /// The keys of each method, to publish their public halves at `/methods/{id}/jwks.json`.
    public var methodKeys: [String: MethodKeys]
    /// SHA-256 of the settings file as it was read, which evidence names; all zeros where there is no file.
    public var settingsDigest = [UInt8](repeating: 0, count: 32)
    /// What could not even be read; `issues(methods:)` starts with it.
    var readingIssues: [ConfigurationIssue] = []

    /// Makes a configuration.
    public init(
        issuer: URL,
        signingKeys: [JWK],
        clients: [Client],
        subjectSecret: Secret<[UInt8]>,
        storageSecret: Secret<[UInt8]>,
        lifetimes: Lifetimes = Lifetimes(),
        methodKeys: [String: MethodKeys] = [:]
    ) {
        self.issuer = issuer
        self.signingKeys = signingKeys
        self.clients = clients
        self.subjectSecret = subjectSecret
        self.storageSecret = storageSecret
        self.lifetimes = lifetimes
        self.methodKeys = methodKeys
    }

    /// The issuer as clients compare it.
    var issuerText: String { issuer.absoluteString }

    /// Everything wrong, given the ids of the enabled methods; with a moment, also what time has done to the settings, which keeps
    /// nobody from starting.
    public func issues(methods: Set<String>, at moment: Date? = nil) -> [ConfigurationIssue] {
        var issues = issuerIssues
        if subjectSecret.reveal().count < 32 { issues.append(.init("subjectSecret", "must have at least 32 bytes")) }
        if storageSecret.reveal().count < 32 { issues.append(.init("storage.secret", "must have at least 32 bytes")) }
        issues += keyIssues
        issues += sealKeyIssues + methodKeyIssues(executables: [:])
        issues += clientKeyIssues
        issues += lifetimeIssues
        let algorithms = Set(signingKeys.compactMap(SigningKeys.algorithm(of:)))
        var seen: Set<[UInt8]> = []
        for (index, client) in clients.enumerated() {
            if !seen.insert(Array(client.id.utf8)).inserted {
                issues.append(.init("clients[\(index)].id", "is used twice"))
            }
            var found = client.issues(methods: methods, algorithms: algorithms)
            if signing == nil, client.types.contains(.signing) {
                found.append(.init("types", "signing needs the section signing, which is not there"))
            }
            issues += found.map { $0.under("clients[\(index)]") }
        }
        issues += (signing?.issues() ?? []).map { $0.under("signing") }
        if let moment { issues += (signing?.issues(at: moment) ?? []).map { $0.under("signing") } }
        for (id, keys) in methodKeys.sorted(by: { $0.key < $1.key }) {
            for (index, key) in keys.all.enumerated() {
                do throws(JOSEError) { _ = try SigningKeys.publicHalf(of: key) } catch {
                    let path = "methods.\(id).keys[\(index)].key"
                    issues.append(.init(path, "is not a usable private key: \(error.detail)"))
                }
            }
        }
        var told: Set<ConfigurationIssue> = []
        return (readingIssues + issues.filter { !followsFromReading($0) }).filter { told.insert($0).inserted }
    }

    /// What clients want and none of their methods offers, as far as it is known what the enabled methods offer.
    package func issues(offers: [String: MethodOffer]) -> [ConfigurationIssue] {
        clients.enumerated().flatMap { index, client in
            client.issues(offers: offers).map { $0.under("clients[\(index)]") }
        }
    }

    /// Whether something is wrong only because a stand-in is in the place of what could not be read.
    private func followsFromReading(_ issue: ConfigurationIssue) -> Bool {
        readingIssues.contains { cause in
            if issue.path == cause.path { return true }
            if cause.path.hasPrefix("signingKeys") {
                return issue.path == "signingKeys" || issue.path.hasSuffix("SigningAlgorithm")
            }
            // A client whose proof cannot be read looks like a public one.
            guard let end = cause.path.firstRange(of: ".authentication") else { return false }
            return issue.path == "\(cause.path[..<end.lowerBound]).types" && issue.message == Client.signingNeedsProof
        }
    }

    /// What a client's ID tokens are signed with; `nil` without any signing key.
    package func idTokenAlgorithm(of client: Client) -> SignatureAlgorithm? {
        client.idTokenSigningAlgorithm
            ?? SigningKeys.standard(among: signingKeys.compactMap(SigningKeys.algorithm(of:)))
    }

    /// What is allowed but unwise, whatever the time.
    package var warnings: [ConfigurationIssue] {
        var warnings = sharedSecretWarnings
        let algorithms = signingKeys.compactMap(SigningKeys.algorithm(of:))
        if !algorithms.isEmpty, !algorithms.contains(.rs256) {
            // OpenID Connect Discovery §3: id_token_signing_alg_values_supported.
            let message = "has no RSA key for RS256, which OpenID Connect demands of every provider"
            warnings.append(.init("signingKeys", message))
        }
        if let port = issuer.port, port == (issuer.scheme == "https" ? 443 : 80) {
            warnings.append(
                .init("issuer", "names the port that \(issuer.scheme ?? "") has anyway; clients must write it so too")
            )
        }
        for (index, client) in clients.enumerated() {
            var seen: Set<[UInt8]> = []
            for (place, method) in client.methods.enumerated() where !seen.insert(Array(method.utf8)).inserted {
                warnings.append(.init("clients[\(index)].methods[\(place)]", "is there already"))
            }
        }
        return warnings
    }

    /// What time is about to do to the settings.
    public func warnings(at moment: Date) -> [ConfigurationIssue] {
        (signing?.warnings(at: moment) ?? []).map { $0.under("signing") }
    }

    private var issuerIssues: [ConfigurationIssue] {
        guard let host = issuer.host, !host.isEmpty, let scheme = issuer.scheme else {
            return [.init("issuer", "must be an absolute URL")]
        }
        // Clients compare issuers byte by byte (OpenID Connect Discovery §4.3), and browsers write origins in lower case.
        guard scheme == scheme.lowercased(), host == host.lowercased() else {
            return [.init("issuer", "must be in lower case")]
        }
        var issues: [ConfigurationIssue] = []
        if !issuer.path.isEmpty || issuer.query != nil || issuer.fragment != nil || issuer.user != nil {
            issues.append(.init("issuer", "must be scheme, host and port only, without a trailing slash"))
        }
        if scheme != "https" && !(scheme == "http" && ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)) {
            issues.append(.init("issuer", "must be https, or http on loopback"))
        }
        return issues
    }

    private var keyIssues: [ConfigurationIssue] {
        guard !signingKeys.isEmpty else { return [.init("signingKeys", "has no entry")] }
        var issues: [ConfigurationIssue] = []
        for (index, key) in signingKeys.enumerated() {
            if !key.isPrivate || key.use == .encryption || SigningKeys.algorithm(of: key) == nil {
                issues.append(.init("signingKeys[\(index)]", "must be a private RSA, P-256 or Ed25519 key"))
            }
        }
        if (try? SigningKeys(signingKeys)) == nil && issues.isEmpty {
            issues.append(.init("signingKeys", "two keys have the same id"))
        }
        return issues
    }

    private var lifetimeIssues: [ConfigurationIssue] {
        let ranges: [(String, Int, ClosedRange<Int>)] = [
            ("transaction", lifetimes.transaction, 30...3600), ("code", lifetimes.code, 5...60),
            ("accessToken", lifetimes.accessToken, 30...3600), ("idToken", lifetimes.idToken, 30...3600),
        ]
        return ranges.compactMap { key, value, range in
            range.contains(value)
                ? nil : .init("lifetimes.\(key)", "must be between \(range.lowerBound) and \(range.upperBound)")
        }
    }
}

/// Why a broker could not be made: everything wrong at once.
public struct ConfigurationFailure: Error, Sendable, CustomStringConvertible {
    /// What is wrong, each with its path.
    public let issues: [ConfigurationIssue]

    /// One line per problem.
    public var description: String { issues.map(\.description).joined(separator: "\n") }
}
