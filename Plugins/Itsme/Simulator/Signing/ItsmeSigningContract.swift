/// What a partner has agreed on with itsme for qualified signing (itsme-protocol §26.2).
public struct ItsmeSigningContract: Sendable {
    /// Which key authenticates account tokens: the documentation names two (§18.3).
    public enum AccountTokenKey: String, CaseIterable, Sendable {
        /// The client secret itself.
        case secret
        /// The SHA-256 of the client secret.
        case digest
    }

    /// The secret of the CSC API; without one the partner's client secret counts.
    public var secret: String?
    /// The account ids that were registered for the CSC API.
    public var accounts: Set<String>
    /// Which key authenticates account tokens.
    public var accountTokenKey: AccountTokenKey
    /// A regular expression for redirect URIs of the CSC API, beside the exact ones of the service.
    public var redirectPattern: String?
    /// Whether one approval may sign several hashes.
    public var allowsBatch: Bool
    /// The common name of the TLS client certificate of the OASIS API; without one the partner does not use it.
    public var certificateName: String?
    /// The addresses from which the OASIS API may be called; empty for all.
    public var addresses: Set<String>

    /// Makes a contract.
    public init(
        secret: String? = nil,
        accounts: Set<String> = [],
        accountTokenKey: AccountTokenKey = .secret,
        redirectPattern: String? = nil,
        allowsBatch: Bool = false,
        certificateName: String? = nil,
        addresses: Set<String> = []
    ) {
        self.secret = secret
        self.accounts = accounts
        self.accountTokenKey = accountTokenKey
        self.redirectPattern = redirectPattern
        self.allowsBatch = allowsBatch
        self.certificateName = certificateName
        self.addresses = addresses
    }

    /// Whether the pattern fits a whole redirect URI.
    func patternFits(_ uri: String) -> Bool {
        guard let redirectPattern, uri.utf8.count <= 2048, let pattern = try? Regex(redirectPattern) else {
            return false
        }
        return (try? pattern.wholeMatch(in: uri)) != nil
    }
}

extension ItsmeClient {
    /// The secret of the CSC API; `nil` for a partner that does not use it.
    var signingSecret: String? { signing.flatMap { $0.secret ?? secret } }

    /// The services for signing.
    var signingServices: [ItsmeService] { services.filter { $0.kind == .signing } }
}
