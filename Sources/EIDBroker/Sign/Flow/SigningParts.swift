import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// What the pages and the programs' side of signing share.
struct SigningParts: Sendable {
    let broker: BrokerParts
    let configuration: SigningConfiguration
    let engine: SignatureEngine
    let documents: DocumentStore
    let signings: SigningStore
    let idempotency: IdempotencyStore
    /// What clients have yet to be told.
    let events: PendingEventStore
    let ends = SigningEnds()
    /// Seals evidence where the organisation's seal does not.
    private let evidenceKey: JWSSigner
    /// How much each client may have stored.
    let quota: DocumentQuota
    /// How many signings may be open: apart from sign-ins, so that neither takes the other's room.
    let budget: TransactionBudget
    /// How much of documents is drawn with visible signatures at once.
    let previews: PreviewRoom

    init(_ broker: BrokerParts, configuration: SigningConfiguration, engine: SignatureEngine) throws {
        self.broker = broker
        self.configuration = configuration
        self.engine = engine
        documents = DocumentStore(records: broker.records, random: broker.random)
        signings = SigningStore(records: broker.records)
        idempotency = IdempotencyStore(records: broker.records)
        events = PendingEventStore(records: broker.records)
        quota = DocumentQuota(
            maximumBytes: configuration.maximumClientBytes,
            keptFor: SigningWish.longestLifetime + configuration.retention,
            begunAt: broker.clock.now
        )
        previews = PreviewRoom(largestDocument: configuration.maximumDocumentBytes)
        budget = TransactionBudget(
            maximum: broker.maximumTransactions,
            keptFor: SigningWish.longestLifetime
        )
        evidenceKey = try broker.keys.signer(broker.keys.first)
    }

    /// Seals evidence with a seal, or without one with the broker's key.
    func sealer(_ seal: Seal?) -> EvidenceSealer { engine.evidenceSealer(seal, brokerKey: evidenceKey) }

    /// The methods that fit a signing, in the operator's order.
    func candidates(for wish: SigningWish, client: Client, assurance: Assurance?) throws(SigningFailure) -> [Method] {
        let (quality, names, count) = (wish.quality, wish.methods, wish.documents.count)
        let allowed = broker.choice.methods(of: client).filter { method in
            names.isEmpty || names.contains { $0.sameBytes(as: method.id) }
        }
        let capable = allowed.filter { Self.offers($0, quality, assurance) }
        guard !capable.isEmpty else {
            throw SigningFailure(.signerNotEligible, "no method of the client signs at that level")
        }
        let fitting = capable.filter { method in
            quality == .advanced && method.signing?.offer.kind != .native
                || count <= method.signing?.offer.maximumDigests ?? 0
        }
        guard !fitting.isEmpty else {
            throw SigningFailure(.batchTooLarge, "no method of the client signs \(count) documents at once")
        }
        if quality == .advanced {
            guard engine.organisationSeal != nil else {
                throw SigningFailure(.signerNotEligible, "the settings have no seal")
            }
            _ = try engine.requireSeal()
        }
        return fitting
    }

    /// Whether a method can do without what a wish lacks, and say what it asks for: who signs.
    static func suits(_ method: Method, _ wish: SigningWish) -> Bool {
        // A verification for the seal always says who the person is.
        guard wish.quality == .qualified, let offer = method.signing?.offer else { return true }
        return (wish.requiredSubject == nil || offer.identifiesSigner)
            && (wish.signerHint != nil || !offer.needsSignerHint)
    }

    private static func offers(_ method: Method, _ quality: SigningTransaction.Quality, _ assurance: Assurance?)
        -> Bool
    {
        switch quality {
        case .qualified:
            guard let offer = method.signing?.offer else { return false }
            return offer.kind == .values && offer.isQualified
        case .advanced:
            let proves = method.types.contains(.verification) && method.descriptor.keepsEvidence
            guard proves || method.signing?.offer.kind == .native else { return false }
            return assurance.map { method.descriptor.assurance.acr(atLeast: $0) != nil } ?? true
        }
    }

    /// Bytes for the engine; `nil` content where only a hash was given.
    func input(_ document: SigningTransaction.Document) async throws -> DocumentInput {
        var bytes: [UInt8]?
        if let id = document.documentID {
            guard let stored = try await documents.load(id) else {
                throw SigningFailure(.documentUnknown, "a document of the signing is gone")
            }
            bytes = try await documents.bytes(of: stored)
        }
        return DocumentInput(
            name: document.name,
            mediaType: document.mediaType,
            sha256: Array(document.sha256),
            bytes: bytes
        )
    }

    /// Says that a signing is over, to the operator and the client, and gives its room to others.
    func close(
        _ transaction: SigningTransaction,
        at level: Logger.Level = .info,
        outcome: String,
        detail: String? = nil,
        hint: String? = nil
    ) {
        budget.release(startedAt: transaction.startedAt)
        if broker.clients[transaction.clientID]?.client.webhook != nil { ends.tell(transaction.id) }
        log("signing ended", transaction, at: level, outcome: outcome, detail: detail, hint: hint)
    }

    func log(
        _ message: Logger.Message,
        _ transaction: SigningTransaction,
        at level: Logger.Level = .info,
        outcome: String? = nil,
        detail: String? = nil,
        hint: String? = nil
    ) {
        let metadata: Logger.Metadata = [
            "transaction": "\(transaction.id)", "client": "\(transaction.clientID)", "type": "signing",
            "level": "\(transaction.quality.rawValue)",
        ]
        let known: KeyValuePairs = [
            "method": transaction.methodID, "outcome": outcome, "detail": detail, "hint": hint,
        ]
        broker.log.log(level: level, message, metadata: metadata.adding(known))
    }
}
