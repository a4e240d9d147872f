import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// What a client gets for an identity.
extension AuthorizeFlow {
    /// Why an identity is worth no code.
    private enum Refusal: Error {
        case method(MethodError)
        case broker(BrokerFailure, detail: String? = nil)
    }

    /// Issues a code for an identity, and ends the claimed transaction in the same step; without a claim it has been finished
    /// before, or was never kept.
    func conclude(
        _ transaction: Transaction,
        _ claimed: VerifiedIdentity,
        by method: Method,
        over claim: Held<Transaction>? = nil,
        isKept: Bool = true
    ) async throws -> FlowAnswer {
        let grant: Grant
        let target: RedirectTarget
        do {
            let destination = try destination(transaction)
            target = destination.target
            grant = try self.grant(transaction, claimed, by: method, to: destination.client)
        } catch {
            let told: OAuthError? =
                switch error {
                case Refusal.method(let error): ErrorCatalogue.entry(for: error.code).oauthError
                case Refusal.broker(let failure, _): ErrorCatalogue.entry(for: failure).oauthError
                default: nil
                }
            if let claim, try await !end(claim, told) {
                return try fail(transaction, .brokerUnavailable, detail: "see the error before")
            }
            switch error {
            case Refusal.method(let error): return try fail(transaction, error)
            case Refusal.broker(let failure, let detail): return try fail(transaction, failure, detail: detail)
            default: throw error
            }
        }
        let code = parts.random.token(bytes: 32)
        do {
            let group = parts.random.token(bytes: 16)
            let end = try claim.map { claim in
                try parts.transactions.end(of: claim, UntoldEnd(outcome: .code(code), endedAt: parts.clock.now))
            }
            guard try await parts.codes.insert(code, for: grant, group: group, now: parts.clock.now, with: end) else {
                throw PageFailure(.alreadyAnswered, transaction)
            }
        } catch let failure as PageFailure {
            throw failure
        } catch {
            // A poll or an answer may be tried again; the rest is spent, so trying again here is in vain, and through the client
            // it is not.
            if let claim, !claim.value.isSpent { throw error }
            parts.log.error("a code could not be stored", metadata: ["error": "\(error.nameForLog)"])
            if isKept { parts.budget.release(startedAt: transaction.startedAt) }
            return try fail(transaction, .brokerUnavailable, detail: "see the error before")
        }
        if isKept { parts.budget.release(startedAt: transaction.startedAt) }
        log("sign-in ended", transaction, outcome: "identified")
        return target.answer(code: code, cookie: .removal(transaction: transaction.id))
    }

    /// What a code stands for, if the identity is what was asked for.
    private func grant(
        _ transaction: Transaction,
        _ claimed: VerifiedIdentity,
        by method: Method,
        to client: Client
    ) throws -> Grant {
        let request = transaction.request
        guard !claimed.subject.identifier.isEmpty else {
            throw Refusal.method(MethodError(.untrusted, "the method returned an empty subject"))
        }
        guard request.minimumAssurance.map({ claimed.assurance >= $0 }) ?? true,
            let assurance = request.asserted(claimed.assurance)
        else { throw Refusal.method(MethodError(.insufficientAssurance, "the method returned a lower level")) }
        let identity: VerifiedIdentity
        do throws(MethodError) { identity = try claimed.held(to: method, log: parts.log) } catch {
            throw Refusal.method(error)
        }
        if let reason = request.freshness.unmet(by: identity, since: transaction.startedAt) {
            throw Refusal.broker(.staleAuthentication, detail: reason)
        }
        let subject = parts.subjects.subject(for: identity.subject, sector: client.sector)
        let required = request.requiredSubjects
        guard required.isEmpty || required.contains(where: { $0.sameBytes(as: subject) }) else {
            throw Refusal.broker(.otherPerson)
        }
        let release = ClaimsRelease(client: client, request: request)
        return Grant(
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
    }

    /// A time in the future would count as fresh for ever, wherever the client looks at it, and before 1970 nobody signed in.
    private func seconds(_ time: Date) -> Int64 {
        let seconds = min(time, parts.clock.now).timeIntervalSince1970.rounded(.down)
        return Int64(exactly: max(seconds, 0)) ?? Int64(parts.clock.seconds)
    }
}
