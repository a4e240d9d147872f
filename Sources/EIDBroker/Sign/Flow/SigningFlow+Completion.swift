import EIDMethod
import EIDSignature
import FoundationEssentials
import Logging

/// From verified values to signed documents and sealed evidence; whoever finds it unfinished takes it up again.
extension SigningFlow {
    /// Completes the documents of a signing that has everything it needs.
    func complete(_ held: Held<SigningTransaction>, _ browser: BrowserContext) async throws -> FlowAnswer {
        var transaction = held.value
        transaction.phase = .finishing(until: now.addingTimeInterval(Self.patience(for: transaction)))
        guard try await parts.signings.replace(transaction, ifRevision: held.revision) else {
            return .redirect(to: "/sign/\(transaction.id)", cookie: nil)
        }
        let claim = Held(value: transaction, revision: held.revision + 1, group: nil)
        do {
            guard case .values(let proof)? = transaction.leg else {
                throw SigningFailure(.internalError, "a signing without values cannot be completed")
            }
            var completed: [CompletedDocument] = []
            for index in transaction.documents.indices {
                let (signed, value) = try await signedDocument(index, of: transaction, proof)
                let stored = try await parts.documents.insert(
                    signed.bytes,
                    name: signed.fileName,
                    mediaType: signed.mediaType,
                    clientID: transaction.clientID,
                    expiresAt: transaction.retainedUntil
                )
                transaction.documents[index].result = SigningTransaction.Document.Result(
                    documentID: stored.id,
                    name: signed.fileName,
                    mediaType: signed.mediaType,
                    levelReached: signed.facts.format == .raw ? nil : signed.facts.levelReached
                )
                completed.append(CompletedDocument(stored: stored, facts: signed.facts, value: value))
            }
            transaction.note(.signed, at: now)
            transaction.evidenceID = try await evidence(of: transaction, proof, completed).id
        } catch let failure as SigningFailure {
            for index in transaction.documents.indices { transaction.documents[index].result = nil }
            return try await finish(&transaction, failure, over: claim, browser)
        }
        transaction.end(.completed)
        guard try await parts.signings.replace(transaction, ifRevision: claim.revision) else {
            throw SigningPageFailure(.alreadyAnswered, transaction)
        }
        try await parts.signings.removePrepared(of: transaction.id)
        parts.broker.budget.release(startedAt: transaction.startedAt)
        parts.log("signing ended", transaction, outcome: "completed")
        return arrival(transaction, browser)
    }

    /// Ends a signing that failed; the client's documents stay until their time is up.
    func finish(
        _ transaction: inout SigningTransaction,
        _ failure: SigningFailure,
        over held: Held<SigningTransaction>,
        _ browser: BrowserContext
    ) async throws -> FlowAnswer {
        transaction.end(SigningOutcome(failure))
        guard try await parts.signings.replace(transaction, ifRevision: held.revision) else {
            throw SigningPageFailure(.alreadyAnswered, transaction)
        }
        try await parts.signings.removePrepared(of: transaction.id)
        parts.log("signing ended", transaction, outcome: failure.code.rawValue, detail: failure.detail)
        return arrival(transaction, browser)
    }

    private func signedDocument(_ index: Int, of transaction: SigningTransaction, _ proof: SigningProof) async throws
        -> (SignedDocument, SignatureValue)
    {
        let document = transaction.documents[index]
        do throws(SigningFailure) {
            let input = try await input(document)
            if let identity = proof.identity {
                return try await sealed(document, input, for: identity, transaction)
            }
            guard let value = proof.values[SigningDigests.name(index)],
                let prepared = try await kept(index, of: transaction)
            else { throw SigningFailure(.internalError, "a value or what it was made for is gone") }
            return (try await parts.engine.finish(prepared, document: input, value: value), value)
        } catch {
            throw SigningFailure(error.code, error.detail, document: index)
        }
    }

    /// The organisation's seal, made here and now, over a document that a person approved.
    private func sealed(
        _ document: SigningTransaction.Document,
        _ input: DocumentInput,
        for identity: VerifiedIdentity,
        _ transaction: SigningTransaction
    ) async throws(SigningFailure) -> (SignedDocument, SignatureValue) {
        guard let seal = parts.engine.seal else { throw SigningFailure(.internalError, "the settings have no seal") }
        let order = document.order.naming(identity, in: transaction.language)
        let prepared = try parts.engine.prepare(
            order,
            document: input,
            signer: seal.certificate,
            policy: transaction.policy
        )
        let value = try seal.value(of: prepared.toBeSigned)
        return (try await parts.engine.finish(prepared, document: input, value: value), value)
    }

    private func kept(_ index: Int, of transaction: SigningTransaction) async throws(SigningFailure)
        -> PreparedDocument?
    {
        do {
            return try await parts.signings.prepared(at: index, of: transaction)
        } catch {
            throw SigningFailure(.internalError, "what was prepared could not be read")
        }
    }
}

/// A signed document in the store, and how it came about.
struct CompletedDocument: Sendable {
    let stored: StoredDocument
    let facts: SignedDocument.Facts
    let value: SignatureValue
}
