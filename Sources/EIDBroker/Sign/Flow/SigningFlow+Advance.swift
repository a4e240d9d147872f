import EIDMethod
import EIDSignature
import FoundationEssentials
import Logging

/// Asking a method exactly once, and what follows from its answer.
extension SigningFlow {
    /// Claims the signing, asks the method, and goes on with what it says; `nil` when somebody else was quicker.
    func advance(_ held: Held<SigningTransaction>, _ event: MethodEvent, _ browser: BrowserContext) async throws
        -> FlowAnswer?
    {
        var claim = SigningClaim(held, in: parts.signings)
        claim.transaction.phase = .working(until: now.addingTimeInterval(patience(for: claim.transaction)))
        do {
            try await claim.save()
        } catch is SigningPageFailure {
            return nil
        }
        return try await proceed(claim, browser, isVouchedFor: !event.bringsError) { transaction in
            try await resume(&transaction, event)
        }
    }

    /// Runs one step of a claimed signing and stores what came of it; a failure for which only a browser vouches is nothing
    /// that the operator must see to.
    func proceed(
        _ claim: SigningClaim,
        _ browser: BrowserContext,
        isVouchedFor: Bool = true,
        _ step: (inout SigningTransaction) async throws -> SigningProof?
    ) async throws -> FlowAnswer {
        var claim = claim
        let proof: SigningProof?
        do {
            proof = try await step(&claim.transaction)
        } catch let failure as SigningFailure {
            return try await finish(claim, failure, browser)
        } catch let error as MethodError {
            return try await finish(claim, SigningFailure(error), browser, isVouchedFor: isVouchedFor)
        }
        guard let proof else {
            claim.transaction.phase = .presented
            do {
                try await claim.save()
            } catch {
                // It was ended meanwhile, and what the method began since then is nobody's; or this took so long that another
                // step has taken over, which waits for the same that would end here.
                let stored = try await parts.signings.load(claim.transaction.id)
                if stored?.value.isOver ?? true { await abandon(claim.transaction) }
                throw error
            }
            return await draw(claim.transaction, browser)
        }
        claim.transaction.note(.approved, at: now)
        claim.transaction.leg = .values(proof)
        claim.transaction.presentation = nil
        claim.transaction.pollAt = nil
        // In the store first: what the person has approved is not lost with this process.
        claim.transaction.phase = .finishing(until: .distantPast, attempt: 0)
        try await claim.save()
        return try await complete(claim.held, browser)
    }

    /// Begins with a method.
    func begin(
        _ method: Method,
        _ transaction: inout SigningTransaction,
        _ endUser: EndUser?
    ) async throws -> SigningProof? {
        guard let callback = URL(string: "\(parts.broker.issuer)/callback/\(method.id)") else {
            throw SigningFailure(.internalError, "the method's id does not fit into a URL")
        }
        // Nobody proves who they are for what could not be sealed.
        if transaction.quality == .advanced { _ = try parts.engine.requireSeal() }
        let state = newState(transaction)
        if transaction.quality == .advanced, method.signing?.offer.kind != .native {
            let request = try MethodRequest(
                transactionID: transaction.id,
                type: .verification,
                attributes: Set(transaction.attributes.filter { method.descriptor.mayDeliver($0) }),
                assurance: transaction.minimumAssurance,
                languages: transaction.languages,
                callbackURL: callback,
                callbackState: state,
                loginHint: transaction.signerHint,
                commitment: try DocumentCommitment(transaction.documents.map { Array($0.sha256) }).bytes,
                endUser: endUser
            )
            let step = try await parts.broker.health.observe(method.id, parts.broker.clock) {
                () async throws(MethodError) in
                try await method.begin(request)
            }
            return try settle(step, request, &transaction)
        }
        guard let signing = method.signing, let client = client(transaction) else {
            throw SigningFailure(.signerNotEligible, "the method does not sign any more")
        }
        let request = SigningRequest(
            transactionID: transaction.id,
            count: transaction.documents.count,
            description: SigningDescription.text(transaction.documents.map(\.name)),
            documentNames: transaction.documents.map(\.name),
            clientName: client.name,
            languages: transaction.languages,
            policy: transaction.announcedPolicy,
            signerHint: transaction.signerHint,
            callbackURL: callback,
            callbackState: state,
            endUser: endUser
        )
        let step = try await parts.broker.health.observe(method.id, parts.broker.clock) {
            () async throws(MethodError) in
            try await signing.begin(request)
        }
        return try await settle(step, request, signing, &transaction)
    }

    /// Continues with the method that was begun with.
    private func resume(_ transaction: inout SigningTransaction, _ event: MethodEvent) async throws -> SigningProof? {
        guard let method = transaction.methodID.flatMap({ parts.broker.choice[$0] }), let leg = transaction.leg else {
            throw SigningFailure(.signerNotEligible, "the method is gone")
        }
        switch leg {
        case .verification(let request, let state):
            let step = try await parts.broker.health.observe(method.id, parts.broker.clock, after: event) {
                () async throws(MethodError) in
                try await method.resume(request, from: Array(state), after: event)
            }
            return try settle(step, request, &transaction)
        case .certificate(let request, let state), .approval(let request, let state, _, _):
            guard let signing = method.signing else {
                throw SigningFailure(.signerNotEligible, "the method does not sign any more")
            }
            let step = try await parts.broker.health.observe(method.id, parts.broker.clock, after: event) {
                () async throws(MethodError) in
                try await signing.resume(request, from: Array(state), after: event)
            }
            return try await settle(step, request, signing, &transaction)
        case .values: throw SigningFailure(.internalError, "the method has answered already")
        }
    }

    /// What a verification answered: something to do, or whom the seal stands for.
    private func settle(_ step: Method.Step, _ request: MethodRequest, _ transaction: inout SigningTransaction) throws
        -> SigningProof?
    {
        switch step {
        case .present(let interaction, let state):
            present(interaction, &transaction)
            transaction.leg = .verification(request, state: Data(state))
            return nil
        case .finished(let identity):
            return try proof(of: identity, identity.evidence, &transaction)
        }
    }

    /// What a signing method answered, until the person has something to do or the digests are signed.
    private func settle(
        _ step: SigningMethod.Step,
        _ request: SigningRequest,
        _ signing: SigningMethod,
        _ transaction: inout SigningTransaction
    ) async throws -> SigningProof? {
        switch step {
        case .present(let interaction, let state):
            present(interaction, &transaction)
            transaction.leg =
                if case .approval(_, _, let signer, let certificate)? = transaction.leg {
                    .approval(request, state: Data(state), signer: signer, certificate: certificate)
                } else {
                    .certificate(request, state: Data(state))
                }
            return nil
        case .ready(let signer, let state):
            let digests: [SigningDigest]
            let certificate: SignerCertificate?
            do {
                (digests, certificate) = try await prepareDigests(for: signer, signing, &transaction)
            } catch {
                // The method's state is stored nowhere yet, and what it has opened meanwhile would stay open.
                await signing.abandon(request, from: state)
                throw error
            }
            transaction.note(.certificate, at: now)
            // A callback of the first half that comes late must not be taken for one of the second.
            var second = request
            second.callbackState = newState(transaction)
            transaction.leg = .approval(second, state: Data(state), signer: signer, certificate: certificate)
            let next = try await signing.authorise(digests, for: second, from: state)
            return try await settle(next, second, signing, &transaction)
        case .signed(let result):
            guard case .approval(_, _, let signer, let certificate)? = transaction.leg else {
                throw SigningFailure(.providerProtocol, "the method signed before it was asked to")
            }
            return try await proof(of: result, signer: signer, certificate, &transaction)
        }
    }

    /// What the signer is to approve, once it is sure that their certificate may sign it.
    private func prepareDigests(
        for signer: Signer,
        _ signing: SigningMethod,
        _ transaction: inout SigningTransaction
    ) async throws -> ([SigningDigest], SignerCertificate?) {
        if case .approval? = transaction.leg {
            throw SigningFailure(.providerProtocol, "the method is ready a second time")
        }
        switch signing.offer.kind {
        case .native: return (try SigningDigests.ofDocuments(transaction), nil)
        case .values:
            // Before anybody else signs what was meant for the one whom the client named.
            try requireSigner(signer, &transaction)
            let certificate = try await parts.engine.check(signer, qualified: true)
            return (try await prepare(transaction, for: certificate), certificate)
        }
    }

    private func newState(_ transaction: SigningTransaction) -> String {
        "\(Self.statePrefix)\(transaction.id).\(parts.broker.random.token(bytes: 32))"
    }

    private func present(_ interaction: Interaction, _ transaction: inout SigningTransaction) {
        let presentation = Presentation(interaction)
        transaction.presentation = presentation
        if case .openApp(_, _, let seconds) = presentation {
            transaction.pollAt = now.addingTimeInterval(Double(seconds))
        } else {
            transaction.pollAt = nil
        }
        if !transaction.timeline.contains(where: { $0.event == .redirected }) {
            transaction.note(.redirected, at: now)
        }
    }
}
