public import EIDMethod
public import EIDSignature
public import FoundationEssentials

/// All that an operator decides about signing.
public struct SigningConfiguration: Sendable {
    /// The organisation's seal: its certificate with the issuers, and the key.
    public struct SealKey: Sendable {
        /// The seal's own certificate first, then its issuers.
        public var certificates: [Certificate]
        /// The private key in PEM.
        public var key: Secret<String>

        /// Makes a seal.
        public init(certificates: [Certificate], key: Secret<String>) {
            self.certificates = certificates
            self.key = key
        }
    }

    /// Who states when a signature existed (RFC 3161).
    public struct TimestampAuthority: Sendable {
        /// Where requests go.
        public var url: URL
        /// Where the authority's path may end.
        public var anchors: [Certificate]
        /// The policies that are accepted; empty accepts all, a single one is asked for.
        public var policies: [OID]
        /// How long one answer may take, in seconds.
        public var seconds: Int

        /// Makes an authority.
        public init(url: URL, anchors: [Certificate], policies: [OID] = [], seconds: Int = 10) {
            self.url = url
            self.anchors = anchors
            self.policies = policies
            self.seconds = seconds
        }
    }

    /// What may be in a PDF that is signed.
    public enum DocumentPolicy: String, Sendable, CaseIterable {
        /// Refuses what changes or hides what the signer sees, and whatever acts by itself.
        case standard
        /// Refuses everything out of the ordinary.
        case strict
    }

    /// The organisation's seal; without one there are no advanced signatures.
    public var seal: SealKey?
    /// The timestamp authority; without one the level is B-B.
    public var timestamps: TimestampAuthority?
    /// Where signers' paths may end, beside the issuers of the trusted lists.
    public var anchors: [Certificate]
    /// The trusted lists that make claims of qualification true.
    public var trustedLists: [TrustedList]
    /// Whether responders, lists and authorities may be asked over http, as nearly all are; their answers are signed.
    public var allowsPlainHTTP = true
    /// Whether certificates may name services on this machine; a development switch.
    public var allowsLoopback = false
    /// Whether responders must repeat a nonce; `false` for those that give answers made before.
    public var requiresOCSPNonce = true
    /// Whether B-LT is reached with answers made before the signature that still held then, as all revocation lists are.
    public var acceptsEarlierAnswers = false
    /// What may be in a PDF.
    public var documentPolicy = DocumentPolicy.standard
    /// The signature policies that requests may name.
    public var policies: [SignaturePolicy] = []
    /// The one that holds where a request names none.
    public var defaultPolicy: String?
    /// How many documents one signing may have.
    public var maximumDocuments = 70
    /// How large one document may be, in bytes.
    public var maximumDocumentBytes = 100_000_000
    /// How many bytes one client may have stored at a time.
    public var maximumClientBytes = 10_000_000_000
    /// How long documents, signatures and evidence are kept once the person's time is up, in seconds.
    public var retention = 86_400
    /// What could not even be read; `issues()` starts with it.
    var readingIssues: [ConfigurationIssue] = []

    /// Makes a configuration.
    public init(
        seal: SealKey? = nil,
        timestamps: TimestampAuthority? = nil,
        anchors: [Certificate] = [],
        trustedLists: [TrustedList] = []
    ) {
        self.seal = seal
        self.timestamps = timestamps
        self.anchors = anchors
        self.trustedLists = trustedLists
    }

    /// Everything wrong, whatever the day; paths are relative to the section.
    public func issues() -> [ConfigurationIssue] {
        var issues = readingIssues
        issues += sealIssues
        if let timestamps {
            if timestamps.anchors.isEmpty { issues.append(.init("timestamps.anchors", "has no certificate")) }
            if timestamps.url.scheme?.lowercased() != "https" && !allowsPlainHTTP {
                issues.append(.init("timestamps.url", "must be https where allowPlainHTTP is false"))
            }
        }
        if Set(policies.map { Array($0.identifier.utf8) }).count != policies.count {
            issues.append(.init("policies", "two have the same identifier"))
        }
        if let defaultPolicy, policy(defaultPolicy) == nil {
            issues.append(.init("defaultPolicy", "is not among the policies"))
        }
        return issues
    }

    /// The policy of an identifier.
    func policy(_ identifier: String) -> SignaturePolicy? {
        policies.first { $0.identifier.utf8.elementsEqual(identifier.utf8) }
    }
}
