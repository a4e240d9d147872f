public import FoundationEssentials

/// The result of a method: who the person is, how sure that is, and where each attribute comes from.
public struct VerifiedIdentity: Sendable, Codable, Hashable {
    /// The person at the upstream; clients see a pairwise pseudonym instead.
    public var subject: UpstreamSubject
    /// How sure the method is; never more than the upstream said.
    public var assurance: Assurance
    /// The upstream's own word for the assurance, when it gave one.
    public var assertedACR: String?
    /// When the person proved themselves; where `isTimeKnown` is false, the latest that it can have been.
    public var authenticatedAt: Date
    /// Whether it is known when the person proved themselves: the upstream says so, or the method asked the person itself.
    ///
    /// An upstream that remembers people and says nothing leaves it open whether anybody was asked: a time that is not known
    /// reaches no client and satisfies no `max_age`.
    public var isTimeKnown: Bool
    /// What is known, with provenance.
    public var attributes: IdentityAttributes
    /// What the upstream said, as received; only for a request with a commitment.
    public var evidence: [EvidenceItem]

    /// Makes an identity.
    public init(
        subject: UpstreamSubject,
        assurance: Assurance,
        assertedACR: String? = nil,
        authenticatedAt: Date,
        isTimeKnown: Bool = true,
        attributes: IdentityAttributes = IdentityAttributes(),
        evidence: [EvidenceItem] = []
    ) {
        self.subject = subject
        self.assurance = assurance
        self.assertedACR = assertedACR
        self.authenticatedAt = authenticatedAt
        self.isTimeKnown = isTimeKnown
        self.attributes = attributes
        self.evidence = evidence
    }
}

/// A person as an upstream names them.
public struct UpstreamSubject: Sendable, Codable, Hashable {
    /// The name space in which `identifier` is unique: the upstream's issuer and, where its identifiers are pairwise,
    /// our client identifier there.
    public let namespace: String
    /// The upstream's stable identifier.
    public let identifier: String

    /// Makes a subject.
    public init(namespace: String, identifier: String) {
        self.namespace = namespace
        self.identifier = identifier
    }
}
