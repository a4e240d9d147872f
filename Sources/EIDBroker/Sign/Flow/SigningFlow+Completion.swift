import EIDMethod
import EIDSignature
import FoundationEssentials
import Logging

/// From verified values to signed documents and sealed evidence; whoever finds it unfinished takes it up again.
extension SigningFlow {
    /// How often completion is taken up again without a single document getting done.
    private static let attempts = 5

    /// Completes the documents of a signing that has everything it needs, one after the other; each is in the store before
    /// the next begins, so that nobody who takes this up does a document twice.
    func complete(_ held: Held<SigningTransaction>, _ browser: BrowserContext) async throws -> FlowAnswer {
        var claim = SigningClaim(held, in: parts.signings)
        var attempt = 1
        if case .finishing(_, let earlier) = held.value.phase { attempt = earlier + 1 }
        do {
            guard case .values(let proof)? = claim.transaction.leg, attempt <= Self.attempts else {
                throw SigningFailure(.internalError, "completion was given up after \(attempt - 1) attempts")
            }
            try await renew(&claim, attempt: attempt)
            for index in claim.transaction.documents.indices where claim.transaction.documents[index].result == nil {
                let (signed, value) = try await signedDocument(index, of: claim.transaction, proof)
                try await keep(signed, value, at: index, &claim)
            }
            try await conclude(&claim, proof)
        } catch let failure as SigningFailure {
            return try await finish(claim, failure, browser)
        } catch is SigningPageFailure {
            // Somebody else has taken over, or ended it.
            return .redirect(to: "/sign/\(claim.transaction.id)", cookie: nil)
        }
        try? await parts.signings.removePrepared(of: claim.transaction.id)
        parts.close(claim.transaction, outcome: "completed")
        return await arrival(claim.transaction, browser)
    }

    /// Ends a signing that failed; the client's documents stay until their time is up, half-made results do not.
    func finish(
        _ claim: SigningClaim,
        _ failure: SigningFailure,
        _ browser: BrowserContext,
        isVouchedFor: Bool = true
    ) async throws -> FlowAnswer {
        var claim = claim
        let results = claim.transaction.documents.compactMap { $0.result?.documentID }
        for index in claim.transaction.documents.indices { claim.transaction.documents[index].result = nil }
        claim.transaction.end(SigningOutcome(failure))
        try await claim.save()
        for id in results { try? await parts.documents.remove(id) }
        try? await parts.signings.removePrepared(of: claim.transaction.id)
        let entry = ErrorCatalogue.entry(for: failure.code)
        parts.close(
            claim.transaction,
            at: isVouchedFor ? entry.logLevel : min(entry.logLevel, .warning),
            outcome: entry.code,
            detail: failure.detail,
            hint: entry.operatorText
        )
        return await arrival(claim.transaction, browser)
    }

    private func renew(_ claim: inout SigningClaim, attempt: Int) async throws {
        claim.transaction.phase = .finishing(until: now.addingTimeInterval(2 * Self.patience), attempt: attempt)
        try await claim.save()
    }

    private func keep(
        _ signed: SignedDocument,
        _ value: SignatureValue,
        at index: Int,
        _ claim: inout SigningClaim
    ) async throws {
        let stored = try await parts.documents.insert(
            signed.bytes,
            name: signed.fileName,
            mediaType: signed.mediaType,
            clientID: claim.transaction.clientID,
            expiresAt: claim.transaction.retainedUntil
        )
        claim.transaction.documents[index].result = SigningTransaction.Document.Result(
            documentID: stored.id,
            name: stored.name,
            mediaType: stored.mediaType,
            size: stored.size,
            sha256: stored.sha256,
            facts: signed.facts,
            value: value
        )
        do {
            try await renew(&claim, attempt: 0)
        } catch {
            // Whoever has taken over makes it again.
            try? await parts.documents.remove(stored.id)
            throw error
        }
    }

    private func conclude(_ claim: inout SigningClaim, _ proof: SigningProof) async throws {
        claim.transaction.note(.signed, at: now)
        let trust = await evidenceTrust(claim.transaction)
        // Issuers may have taken their time.
        if case .finishing(_, let attempt) = claim.transaction.phase { try await renew(&claim, attempt: attempt) }
        let stored = try await evidence(of: claim.transaction, proof, trust)
        claim.transaction.evidenceID = stored.id
        claim.transaction.end(.completed)
        do {
            try await claim.save()
        } catch {
            try? await parts.documents.remove(stored.id)
            throw error
        }
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
        let seal = try parts.engine.requireSeal()
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
