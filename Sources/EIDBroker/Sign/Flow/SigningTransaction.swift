import EIDMethod
import EIDSignature
import FoundationEssentials

/// One signing, as it is stored: what the client wants, where the person stands, and what came of it.
struct SigningTransaction: Codable, Sendable {
    /// Whose key signs.
    enum Quality: String, Codable, Sendable, CaseIterable {
        /// The person's own, with a qualified certificate.
        case qualified = "qes"
        /// The organisation's seal over documents and evidence of who approved them.
        case advanced = "aes"
    }

    /// Where it stands.
    enum Phase: Codable, Sendable, Equatable {
        /// Nobody has consented yet.
        case review
        /// The person has been given something to do.
        case presented
        /// The method is being asked; whoever finds this later than the date may go on.
        case working(until: Date)
        /// Every value is there and verified; the documents are being completed, by the n-th who tried since the last one
        /// was done.
        case finishing(until: Date, attempt: Int)
        /// Over.
        case ended(SigningOutcome)
    }

    /// One document and what is wanted of it.
    struct Document: Codable, Sendable {
        /// The stored document; `nil` where the client gave a hash only.
        let documentID: String?
        let name: String
        let mediaType: String
        let size: Int?
        let sha256: Data
        let findings: [String]
        let order: SignatureOrder
        /// What came of it.
        var result: Result?

        /// Whether the key would be put to the same: the same bytes in one format, or in two that are signed alike.
        func isSame(as other: Document) -> Bool {
            sha256 == other.sha256 && order.format.signedForm == other.order.format.signedForm
        }

        /// A signed document.
        struct Result: Codable, Sendable {
            let documentID: String
            let name: String
            let mediaType: String
            let size: Int
            let sha256: Data
            /// How it came about, for the evidence.
            let facts: SignedDocument.Facts
            let value: SignatureValue

            /// The level in the file; a bare value has none.
            var levelReached: SignatureLevel? { facts.format == .raw ? nil : facts.levelReached }
        }
    }

    let id: String
    let clientID: String
    let quality: Quality
    let startedAt: Date
    /// When the person must be done.
    let expiresAt: Date
    /// When documents, results and evidence are forgotten.
    let retainedUntil: Date
    /// The ids of the methods that fit.
    let candidates: [String]
    let signerHint: String?
    /// The pairwise subject that must sign.
    let requiredSubject: String?
    let minimumAssurance: Assurance?
    /// What the evidence shall say of the person.
    let attributes: [AttributeName]
    let returnURL: String?
    /// The client's own word, returned with the browser byte for byte.
    let clientState: String?
    let policy: SigningRequest.Policy?
    /// The key by which the client may ask for this signing again.
    let idempotencyKey: String?

    var documents: [Document]
    /// The client's wish, else those of the browser that consented.
    var languages: [Language]
    var phase = Phase.review
    var timeline: [EvidenceRecord.Moment] = []
    /// The digest of the cookie of the browser that consented.
    var binding: Data?
    var methodID: String?
    var leg: SigningLeg?
    var presentation: Presentation?
    /// When a waiting method may be asked again.
    var pollAt: Date?
    /// Who signed, for the client.
    var subject: String?
    /// The stored evidence.
    var evidenceID: String?

    /// The language of our pages.
    var language: Language { languages.first ?? .en }

    /// Whether nothing can come of it any more.
    var isOver: Bool { if case .ended = phase { true } else { false } }

    /// Ends it: what the method wanted back is forgotten.
    mutating func end(_ outcome: SigningOutcome) {
        phase = .ended(outcome)
        leg = nil
        presentation = nil
        pollAt = nil
    }

    /// Back to the question: consent was given, and the method never came to begin.
    mutating func reopen() {
        phase = .review
        binding = nil
        methodID = nil
        timeline.removeAll { $0.event == .displayed || $0.event == .accepted }
    }

    mutating func note(_ event: EvidenceRecord.Event, at time: Date) {
        timeline.append(EvidenceRecord.Moment(event: event, time: time))
    }
}

/// How a signing ended.
struct SigningOutcome: Codable, Sendable, Equatable {
    /// What clients are told.
    enum Status: String, Codable, Sendable {
        case completed, declined, cancelled, expired, failed
    }

    let status: Status
    /// Why, unless it was completed.
    let code: SigningFailure.Code?
    /// The document that it failed for.
    var document: Int?

    static let completed = SigningOutcome(status: .completed, code: nil)

    init(status: Status, code: SigningFailure.Code?, document: Int? = nil) {
        self.status = status
        self.code = code
        self.document = document
    }

    /// What a failure means for the whole signing.
    init(_ failure: SigningFailure) {
        let status: Status =
            switch failure.code {
            case .userDeclined: .declined
            case .userTimeout, .sessionExpired: .expired
            default: .failed
            }
        self.init(status: status, code: failure.code, document: failure.document)
    }
}
