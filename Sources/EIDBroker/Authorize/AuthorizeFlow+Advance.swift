import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// Resuming a method exactly once, and what follows from its answer.
extension AuthorizeFlow {
    /// Claims the transaction, asks the method, and goes on with what it says.
    func advance(_ held: Held<Transaction>, _ event: MethodEvent) async throws -> FlowAnswer {
        var transaction = held.value
        guard let request = transaction.methodRequest, let state = transaction.state else {
            throw PageFailure(.unknownTransaction)
        }
        // Gone from the settings since; there are others to choose among.
        guard let method = transaction.methodID.flatMap({ parts.choice[$0] }) else {
            return .redirect(to: "/transaction/\(transaction.id)/methods", cookie: nil)
        }
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
                return try await conclude(transaction, identity, by: method, over: claim)
            }
        } catch let error as MethodError {
            _ = try await end(claim, ErrorCatalogue.entry(for: error.code).oauthError)
            return try fail(transaction, error, isVouchedFor: !event.bringsError)
        }
        guard try await save(transaction, over: claim) else {
            // This step took so long that another tab has taken over: it waits for the same that we would end here.
            if let stored = try await parts.transactions.load(transaction.id),
                !isOver(stored.value),
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
    func end(_ claim: Held<Transaction>, _ told: OAuthError?) async throws -> Bool {
        let ended = told.map { self.ended(claim.value, with: .error($0)) } ?? claim.value.finished
        let isTaken: Bool
        do { isTaken = try await save(ended, over: claim) } catch {
            guard claim.value.isSpent else { throw error }
            parts.log.error("the end of a sign-in could not be stored", metadata: ["error": "\(error.nameForLog)"])
            return false
        }
        guard isTaken else { throw PageFailure(.alreadyAnswered, claim.value) }
        return true
    }

    /// Reports a method's failure to the client; one that only a browser vouches for is nothing that the operator must see to.
    func fail(_ transaction: Transaction, _ error: MethodError, isVouchedFor: Bool = true) throws -> FlowAnswer {
        // The error below may quote what an upstream sent, so only its type is logged.
        let below = error.underlying.map { " (\(Swift.type(of: $0)))" } ?? ""
        let entry = ErrorCatalogue.entry(for: error.code)
        let level = isVouchedFor ? entry.logLevel : min(entry.logLevel, .warning)
        return try report(entry, transaction, at: level, detail: error.detail + below)
    }

    func fail(
        _ transaction: Transaction,
        _ failure: BrokerFailure,
        detail: String? = nil
    ) throws -> FlowAnswer {
        let entry = ErrorCatalogue.entry(for: failure)
        return try report(entry, transaction, at: entry.logLevel, detail: detail)
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
