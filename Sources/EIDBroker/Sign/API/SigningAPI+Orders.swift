import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// Orders: what a client wishes becomes a signing, or nothing stays of it.
extension SigningAPI {
    func create(_ wish: SigningWish, id: String, _ client: Client, key: String?) async throws -> SigningTransaction {
        try check(wish, client)
        let assurance = [wish.minimumAssurance, client.minimumAssurance].compactMap { $0 }.max()
        let methods = try methods(for: wish, client, assurance)
        let now = parts.broker.clock.now
        let expiry = now.addingTimeInterval(Double(wish.lifetime ?? 900))
        let pictures = wish.documents.reduce(0) { $0 + ($1.order.appearance?.image?.count ?? 0) }
        guard pictures == 0 || parts.quota.admit(pictures, of: client.id, at: now) else {
            throw SigningRefusal.overQuota
        }
        var inline: [StoredDocument] = []
        do {
            var transaction = SigningTransaction(
                id: id,
                clientID: client.id,
                quality: wish.quality,
                startedAt: now,
                expiresAt: expiry,
                retainedUntil: expiry.addingTimeInterval(Double(parts.configuration.retention)),
                candidates: methods.map(\.id),
                signerHint: wish.signerHint,
                requiredSubject: wish.requiredSubject,
                minimumAssurance: assurance,
                attributes: wish.attributes,
                returnURL: wish.returnURL,
                clientState: wish.state,
                policy: wish.policy ?? defaultPolicy(for: wish.documents),
                idempotencyKey: key,
                documents: try await documents(wish, client, inline: &inline),
                languages: wish.language.map { [$0] } ?? []
            )
            transaction.note(.created, at: now)
            try await keep(transaction, of: client)
            return transaction
        } catch {
            parts.quota.release(pictures, of: client.id, at: now)
            // What came inside a refused request has no name by which the client could use it.
            for document in inline where (try? await parts.documents.remove(document.id)) != nil {
                parts.quota.release(document)
            }
            throw error
        }
    }

    /// Refuses what the client may not have, and a policy that is unknown or has no place.
    private func check(_ wish: SigningWish, _ client: Client) throws(SigningRefusal) {
        if let uri = wish.returnURL, !client.returnURIs.contains(where: { $0.sameBytes(as: uri) }) {
            throw .invalid("return_url", "is not among the client's registered return addresses.")
        }
        for name in wish.attributes where !client.mayReceive(name) {
            throw .invalid("attributes", "names one that the client may not receive.")
        }
        for (index, document) in wish.documents.enumerated() where document.order.format == .raw {
            // What the value stands under is the client's word alone, whether it brings the hash or the bytes.
            guard client.mayBringHashes else {
                throw .invalid("documents[\(index)].format", "raw needs a client that may bring hashes.")
            }
            guard wish.quality != .advanced else {
                throw SigningRefusal(
                    SigningFailure(.formatNotApplicable, "the seal makes no bare values", document: index)
                )
            }
        }
        guard let policy = wish.policy else { return }
        guard parts.configuration.policy(policy.identifier) != nil else {
            throw .invalid("policy.identifier", "is not among the policies of this broker.")
        }
        for (index, document) in wish.documents.enumerated() {
            // The person is told of the policy, so it has to be in every signature.
            guard document.order.format.carriesPolicy else {
                throw SigningRefusal(
                    SigningFailure(
                        .formatNotApplicable,
                        "\(document.order.format.rawValue) carries no signature policy",
                        document: index
                    )
                )
            }
            guard policy.commitment == nil || document.order.reason == nil else {
                throw .invalid(
                    "policy.commitment",
                    "excludes a reason (EN 319 142-1 §6.3), and a document has one."
                )
            }
        }
    }

    /// The default policy, where a signature has a place for it; from here on the signing's own, whatever the settings become.
    private func defaultPolicy(for documents: [SigningWish.Document]) -> SigningRequest.Policy? {
        guard documents.contains(where: { $0.order.format.carriesPolicy }) else { return nil }
        return parts.configuration.defaultPolicy.map { SigningRequest.Policy(identifier: $0) }
    }

    private func methods(for wish: SigningWish, _ client: Client, _ assurance: Assurance?) throws(SigningRefusal)
        -> [Method]
    {
        for (index, name) in wish.methods.enumerated() where !client.methods.contains(where: { $0.sameBytes(as: name) })
        {
            throw .invalid("methods[\(index)]", "is no method of this client.")
        }
        let methods: [Method]
        do throws(SigningFailure) {
            methods = try parts.candidates(for: wish, client: client, assurance: assurance)
                .filter { SigningParts.suits($0, wish) }
        } catch {
            throw SigningRefusal(error)
        }
        guard !methods.isEmpty else {
            throw .invalid(
                "signer",
                "does not suit the methods: each needs a signer hint, or cannot say whether the subject signs."
            )
        }
        return methods
    }

    /// Stores a signing and what belongs to it; where that fails, its room is free again.
    private func keep(_ transaction: SigningTransaction, of client: Client) async throws {
        guard parts.budget.admit(at: transaction.startedAt) else { throw SigningRefusal.busy }
        do {
            try await hold(transaction.documents, for: transaction)
            if client.webhook != nil {
                // Before the signing: there is none whose end nobody would be told of.
                let event = PendingEvent(of: transaction, eventID: "evt_\(parts.broker.random.token(bytes: 16))")
                try await parts.events.insert(event)
            }
            try await parts.signings.insert(transaction)
        } catch {
            parts.budget.release(startedAt: transaction.startedAt)
            throw error
        }
        parts.log("signing created", transaction)
    }

    /// The documents of a wish; those that came inside it are stored, and put into `inline`.
    private func documents(_ wish: SigningWish, _ client: Client, inline: inout [StoredDocument]) async throws
        -> [SigningTransaction.Document]
    {
        var documents: [SigningTransaction.Document] = []
        for (index, wanted) in wish.documents.enumerated() {
            let document = try await document(wanted, at: index, client, inline: &inline)
            // Their digests could be equal, and then their values could not be told apart once the person has approved.
            guard !documents.contains(where: { $0.isSame(as: document) }) else {
                throw SigningRefusal.invalid(
                    "documents[\(index)]",
                    "is there already in the same format, or in one that is signed alike."
                )
            }
            documents.append(document)
        }
        return documents
    }

    /// Keeps the documents for a signing that is about to be; last, since a refused one needs none.
    private func hold(_ documents: [SigningTransaction.Document], for signing: SigningTransaction) async throws {
        let holder = StoredDocument.Holder(signing: signing.id, since: signing.startedAt)
        for (index, id) in documents.map(\.documentID).enumerated() {
            guard let id else { continue }
            do {
                let held = try await parts.documents.hold(id, for: holder, until: signing.retainedUntil, isOpen: isOpen)
                parts.quota.recount(held.document, before: held.countedBefore)
            } catch DocumentStore.Refusal.incomplete {
                throw SigningRefusal(SigningFailure(.documentUnknown, "deleted at this moment", document: index))
            } catch DocumentStore.Refusal.inUse {
                throw SigningRefusal.conflict("documents[\(index)] is in as many open signings as may be.")
            }
        }
    }

    private func document(
        _ wish: SigningWish.Document,
        at index: Int,
        _ client: Client,
        inline: inout [StoredDocument]
    ) async throws -> SigningTransaction.Document {
        let input: DocumentInput
        var id: String?
        var size: Int?
        switch wish.source {
        case .content(let bytes, let name, let mediaType):
            let stored = try await store(bytes, name: name, mediaType: mediaType, client)
            inline.append(stored)
            let source = SigningWish.Document(source: .stored(stored.id), order: wish.order)
            return try await document(source, at: index, client, inline: &inline)
        case .hash(let hash, let name):
            guard client.mayBringHashes else {
                throw SigningRefusal.invalid("documents[\(index)].hash", "needs a client that may bring hashes.")
            }
            input = DocumentInput(name: name, mediaType: "application/octet-stream", sha256: hash, bytes: nil)
        case .stored(let name):
            guard let stored = try await parts.documents.load(name), stored.clientID.sameBytes(as: client.id) else {
                throw SigningRefusal(SigningFailure(.documentUnknown, "not uploaded by this client", document: index))
            }
            if case .refused(let code)? = stored.finding {
                throw SigningRefusal(SigningFailure(code, "known from the upload", document: index))
            }
            id = stored.id
            size = stored.size
            input = DocumentInput(
                name: stored.name,
                mediaType: stored.mediaType,
                sha256: Array(stored.sha256),
                bytes: try await parts.documents.bytes(of: stored)
            )
        }
        do throws(SigningFailure) {
            let inspection = try parts.engine.inspect(input, for: wish.order)
            return SigningTransaction.Document(
                documentID: id,
                name: input.name,
                mediaType: inspection.mediaType,
                size: size,
                sha256: Data(input.sha256),
                findings: inspection.findings,
                order: wish.order
            )
        } catch {
            throw SigningRefusal(SigningFailure(error.code, error.detail, document: index))
        }
    }
}
