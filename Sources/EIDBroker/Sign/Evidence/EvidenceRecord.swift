import EIDMethod
import EIDSignature
import FoundationEssentials

/// Everything that somebody needs to verify a signing years later, without the broker.
///
/// It holds personal data and must never be logged. It is written in one way only (`serialized()`), so that reading it
/// back refuses whatever the broker would not have written.
struct EvidenceRecord: Hashable, Sendable {
    /// What the person made.
    typealias Kind = EvidenceReport.Kind

    /// What happened, in the order in which it does.
    enum Event: String, CaseIterable, Codable, Sendable {
        case created, displayed, accepted, redirected, certificate, approved, signed
    }

    /// When something happened, to the second.
    struct Moment: Codable, Hashable, Sendable {
        let event: Event
        let time: Date
    }

    /// The method that the person used, and how sure it was of them.
    struct MethodFacts: Hashable, Sendable {
        let id: String
        let type: MethodType
        var assurance: Assurance?
        var acr: String?
    }

    /// Who signed, as the client knows them, and no more than was asked for.
    struct Person: Hashable, Sendable {
        /// An attribute, with where it comes from.
        struct Fact: Hashable, Sendable {
            let name: AttributeName
            let entry: IdentityAttributes.Entry
        }

        /// The pairwise subject.
        var subject: String?
        var authenticatedAt: Date?
        /// By name, each once.
        var attributes: [Fact] = []

        /// Takes the attributes that were asked for, and leaves the others behind.
        init(
            subject: String?,
            authenticatedAt: Date? = nil,
            attributes: IdentityAttributes = IdentityAttributes(),
            asked: Set<AttributeName> = []
        ) {
            self.subject = subject
            self.authenticatedAt = authenticatedAt
            self.attributes = asked.sorted().compactMap { name in
                attributes[name].map { Fact(name: name, entry: $0) }
            }
        }
    }

    /// The text that the person agreed to.
    struct Consent: Hashable, Sendable {
        let version: String
        let language: Language
    }

    /// The program that wrote this, and the SHA-256 of its settings.
    struct Software: Hashable, Sendable {
        let version: String
        let configuration: [UInt8]
    }

    static let version: Int64 = 1
    static let mediaType = "application/vnd.eid-broker.evidence+json"

    var transaction: String
    var client: String
    var kind: Kind
    /// In the order in which they were handed in.
    var documents: [SignedDocumentFacts]
    var timeline: [Moment]
    var method: MethodFacts
    var person: Person
    /// What the items' nonces commit to; only where the method keeps evidence.
    var commitment: DocumentCommitment?
    /// What the upstream said, as received.
    var items: [EvidenceItem] = []
    /// Certificates and answers about revocation of every signature in the documents, of their timestamps and of the seal.
    var material = ValidationMaterial()
    /// The timestamps of the signatures, DER.
    var timestamps: [[UInt8]] = []
    /// SHA-256 of the certificates about which there was no answer when the record was written.
    var unanswered: [[UInt8]] = []
    var policy: SigningRequest.Policy?
    var consent: Consent
    var broker: Software
}
