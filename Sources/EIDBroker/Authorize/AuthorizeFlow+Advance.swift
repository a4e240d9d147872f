import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// Resuming a method exactly once, and what follows from its answer.
extension AuthorizeFlow {
    /// Claims the transaction, asks the method, and goes on with what it says.
    func advance(_ held: Held<Transaction>, _ event: MethodEvent) async throws -> FlowAnswer {
        var transaction = held.value
        guard let request = transaction.methodRequest, let state = transaction.state,
            let method = transaction.methodID.flatMap({ parts.choice[$0] })
        else { throw PageFailure(.unknownTransaction) }
        // A callback is worth one try: the upstream's code is spent, so the transaction ends unless the method goes on.
        // A poll or an answer may be tried again by someone else if this attempt is never heard of any more.
        let isCallback: Bool
        if case .callback = event { isCallback = true } else { isCallback = false }
        let until = parts.clock.now.addingTimeInterval(method.patience)
        var claimed = isCallback ? transaction.redeeming(until: until) : transaction
        if !isCallback { claimed.phase = .working(until: until) }
        guard try await save(claimed, over: held) else {
            if isCallback { throw PageFailure(.alreadyAnswered, transaction) }
            return await draw(claimed, cookie: nil)
        }
        let claim = Held(value: claimed, revision: held.revision + 1, group: nil)
        do {
            let step = try await parts.health.observe(method.id, parts.clock, after: event) {
                () async throws(MethodError) in
                try await method.resume(request, from: Array(state), after: event)
            }
            if let identity = settle(step, &transaction) {
                guard try await end(claim) else {
                    return try fail(transaction, .brokerUnavailable, detail: "see the error before")
                }
                return try await conclude(transaction, identity, by: method)
            }
        } catch let error as MethodError {
            _ = try await end(claim)
            return try fail(transaction, error, isVouchedFor: !event.bringsError)
        }
        guard try await save(transaction, over: claim) else {
            // This step took so long that another tab has taken over: it waits for the same that we would end here.
            if let stored = try await parts.transactions.load(transaction.id),
                !stored.value.isOver(at: parts.clock.now),
                stored.value.methodID.sameBytes(as: transaction.methodID ?? "")
            {
                return await draw(stored.value, cookie: nil)
            }
            // The person stopped meanwhile; what the method began since then is nobody's.
            await abandon(transaction)
            throw PageFailure(.alreadyAnswered, transaction)
        }
        return await draw(transaction, cookie: nil)
    }

    /// Makes sure that nobody else concludes a transaction that was claimed; `false` where the store did not take the end of a
    /// callback: it is spent, so trying again here is in vain, and through the client it is not.
    private func end(_ claim: Held<Transaction>) async throws -> Bool {
        let isTaken: Bool
        do { isTaken = try await save(claim.value.finished, over: claim) } catch {
            guard case .redeeming = claim.value.phase else { throw error }
            parts.log.error("the end of a sign-in could not be stored", metadata: ["error": "\(Swift.type(of: error))"])
            return false
        }
        guard isTaken else { throw PageFailure(.alreadyAnswered, claim.value) }
        return true
    }

    /// Issues a code for an identity; the transaction has been finished before, or was never kept.
    func conclude(
        _ transaction: Transaction,
        _ claimed: VerifiedIdentity,
        by method: Method,
        isKept: Bool = true
    ) async throws -> FlowAnswer {
        let (client, target) = try destination(transaction)
        let request = transaction.request
        guard !claimed.subject.identifier.isEmpty else {
            return try fail(transaction, MethodError(.untrusted, "the method returned an empty subject"))
        }
        guard request.minimumAssurance.map({ claimed.assurance >= $0 }) ?? true,
            let assurance = request.asserted(claimed.assurance)
        else {
            return try fail(transaction, MethodError(.insufficientAssurance, "the method returned a lower level"))
        }
        let identity: VerifiedIdentity
        do throws(MethodError) { identity = try claimed.held(to: method, log: parts.log) } catch {
            return try fail(transaction, error)
        }
        if let reason = request.freshness.unmet(by: identity, since: transaction.startedAt) {
            return try fail(transaction, .staleAuthentication, detail: reason)
        }
        let subject = parts.subjects.subject(for: identity.subject, sector: client.sector)
        let required = request.requiredSubjects
        guard required.isEmpty || required.contains(where: { $0.sameBytes(as: subject) }) else {
            return try fail(transaction, .otherPerson)
        }
        let release = ClaimsRelease(client: client, request: request)
        let grant = Grant(
            clientID: client.id,
            redirectURI: request.redirectURI,
            challenge: request.challenge,
            nonce: request.nonce,
            subject: subject,
            scope: request.scopes.joined(separator: " "),
            authenticatedAt: identity.isTimeKnown ? seconds(identity.authenticatedAt) : nil,
            assurance: assurance,
            methodID: transaction.methodID ?? "",
            idTokenClaims: release.idTokenClaims(identity).text,
            userInfoClaims: release.userInfoClaims(identity).text
        )
        let code = parts.random.token(bytes: 32)
        do {
            try await parts.codes.insert(code, for: grant, group: parts.random.token(bytes: 16), now: parts.clock.now)
        } catch {
            // The sign-in is over already, so trying again here is in vain; through the client it is not.
            parts.log.error("a code could not be stored", metadata: ["error": "\(Swift.type(of: error))"])
            if isKept { parts.budget.release(startedAt: transaction.startedAt) }
            return try fail(transaction, .brokerUnavailable, detail: "see the error before")
        }
        if isKept { parts.budget.release(startedAt: transaction.startedAt) }
        log("sign-in ended", transaction, outcome: "identified")
        return target.answer(code: code, cookie: .removal(transaction: transaction.id))
    }

    /// Reports a method's failure to the client; one that only a browser vouches for is nothing that the operator must see to.
    func fail(_ transaction: Transaction, _ error: MethodError, isVouchedFor: Bool = true) throws -> FlowAnswer {
        // The error below may quote what an upstream sent, so only its type is logged.
        let below = error.underlying.map { " (\(Swift.type(of: $0)))" } ?? ""
        let entry = ErrorCatalogue.entry(for: error.code)
        let level = isVouchedFor ? entry.logLevel : min(entry.logLevel, .warning)
        return try report(entry, transaction, at: level, detail: error.detail + below)
    }

    private func fail(
        _ transaction: Transaction,
        _ failure: BrokerFailure,
        detail: String? = nil
    ) throws -> FlowAnswer {
        let entry = ErrorCatalogue.entry(for: failure)
        return try report(entry, transaction, at: entry.logLevel, detail: detail)
    }

    /// A time in the future would count as fresh for ever, wherever the client looks at it, and before 1970 nobody signed in.
    private func seconds(_ time: Date) -> Int64 {
        let seconds = min(time, parts.clock.now).timeIntervalSince1970.rounded(.down)
        return Int64(exactly: max(seconds, 0)) ?? Int64(parts.clock.seconds)
    }

    private func report(
        _ entry: ErrorCatalogue.Entry,
        _ transaction: Transaction,
        at level: Logger.Level,
        detail: String?
    ) throws -> FlowAnswer {
        log(
            "sign-in ended",
            transaction,
            at: level,
            outcome: entry.code,
            detail: detail,
            hint: entry.operatorText
        )
        let target = try destination(transaction).target
        return target.answer(error: entry.oauthError, cookie: .removal(transaction: transaction.id))
    }
}

extension MethodEvent {
    /// Whether a browser brings an error, which anybody can write into an address.
    var bringsError: Bool {
        if case .callback(let parameters) = self { parameters["error"] != nil } else { false }
    }
}
