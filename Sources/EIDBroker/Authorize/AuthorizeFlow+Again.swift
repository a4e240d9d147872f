import EIDMethod
import FoundationEssentials

/// What becomes of a browser that comes once more: a second click, a reload, another tab.
///
/// A browser drops the answer to its first click and shows that to the last, so the last one must lead where the first did.
extension AuthorizeFlow {
    /// No method is left that the person could go on with.
    struct MethodsGone: Error { let held: Held<Transaction> }

    /// Runs a step of a person; where it finds the sign-in answered, the browser that began it is led to that answer.
    ///
    /// `isPage` tells that the step draws the transaction's own page, which waits; all others lead to it.
    func step(
        of id: String,
        _ browser: BrowserContext,
        isPage: Bool = false,
        _ step: () async throws -> FlowAnswer
    ) async throws -> FlowAnswer {
        let answer: FlowAnswer
        do {
            answer = try await step()
        } catch let gone as MethodsGone {
            answer = try await endWithoutMethods(gone.held)
        } catch let failure as PageFailure where failure.failure == .alreadyAnswered {
            guard let again = try await tellAgain(id, browser, isPage: isPage) else { throw failure }
            answer = again
        }
        return answer.keepingCookie(of: id, in: browser, for: parts.lifetimes.code)
    }

    /// Where the browser goes that comes late: to what it waits for, or with the same answer once more to the client, unless
    /// the client has used it; `nil` where there is none for it.
    private func tellAgain(_ id: String, _ browser: BrowserContext, isPage: Bool) async throws -> FlowAnswer? {
        guard id.utf8.count == 22, let transaction = try await parts.transactions.load(id)?.value,
            transaction.isBound(to: browser)
        else { return nil }
        let page = FlowAnswer.redirect(to: "/transaction/\(id)", cookie: nil)
        guard isOver(transaction) else { return isPage ? await draw(transaction, cookie: nil) : page }
        guard let end = transaction.untoldEnd else { return nil }
        let now = parts.clock.now
        switch end.outcome {
        case .code(let code):
            guard let stored = try await parts.codes.load(code)?.value, stored.grant != nil, now < stored.expiresAt
            else { return nil }
        case .error:
            guard !end.isStale(at: now, after: parts.lifetimes.code) else { return nil }
        }
        guard end.mayBeToldAgain(at: now) else { return isPage ? waiting(transaction) : page }
        let target = try destination(transaction).target
        let cookie = FlowCookie.removal(transaction: id)
        return switch end.outcome {
        case .code(let code): target.answer(code: code, cookie: cookie)
        case .error(let error): target.answer(error: error, cookie: cookie)
        }
    }

    private func endWithoutMethods(_ held: Held<Transaction>) async throws -> FlowAnswer {
        let error = MethodError(.unavailable, "every method that fits has gone from the settings")
        guard try await save(ended(held.value, by: error), over: held) else {
            throw PageFailure(.alreadyAnswered, held.value)
        }
        return try fail(held.value, error)
    }

    /// A transaction that ends with a method's failure.
    func ended(_ transaction: Transaction, by error: MethodError) -> Transaction {
        ended(transaction, with: .error(ErrorCatalogue.entry(for: error.code).oauthError))
    }

    func ended(_ transaction: Transaction, with outcome: UntoldEnd.Outcome) -> Transaction {
        transaction.ended(UntoldEnd(outcome: outcome, endedAt: parts.clock.now))
    }
}

extension FlowAnswer {
    /// The same; where it would take the transaction's cookie away, the cookie stays for as long as the answer may be told again.
    fileprivate func keepingCookie(of id: String, in browser: BrowserContext, for seconds: Int) -> FlowAnswer {
        let name = FlowCookie.name(transaction: id)
        func kept(_ cookie: FlowCookie?) -> FlowCookie? {
            guard let cookie, cookie.name == name, cookie.maxAge == 0, let value = browser.cookies[name] else {
                return cookie
            }
            return FlowCookie(name: name, value: value, maxAge: seconds)
        }
        return switch self {
        case .redirect(let target, let cookie): .redirect(to: target, cookie: kept(cookie))
        case .formPost(let target, let fields, let cookie): .formPost(to: target, fields: fields, cookie: kept(cookie))
        case .page(let page, let status, let cookie): .page(page, status: status, cookie: kept(cookie))
        }
    }
}
