import EIDMethod
import FoundationEssentials
import Logging

/// The dispatcher of one sign-in: every step reads the stored transaction, moves it once and draws what comes next.
struct AuthorizeFlow: Sendable {
    let parts: BrokerParts
    private let checks: AuthorizeChecks

    init(parts: BrokerParts) {
        self.parts = parts
        checks = AuthorizeChecks(clients: parts.clients, keys: parts.keys, issuer: parts.issuer)
    }

    /// Checks a request, begins with its method or shows the chooser.
    func authorize(_ parameters: RequestParameters, browser: BrowserContext) async throws -> FlowAnswer {
        let checked = try checks.check(parameters, browser: browser)
        let methods: [Method]
        do {
            methods = try parts.choice.candidates(for: checked.request, checked.client, checked.wishes)
        } catch {
            throw AuthorizeFailure.report(error, to: checked.target, client: checked.client.id)
        }
        let now = parts.clock.now
        guard parts.budget.admit(at: now) else {
            let busy = OAuthError(.temporarilyUnavailable, "Too many sign-ins are in progress; try again later.")
            throw AuthorizeFailure.report(busy, to: checked.target, client: checked.client.id)
        }
        let secret = parts.random.token(bytes: 32)
        let ids = methods.map(\.id)
        let remembered = parts.remembersMethod ? RememberedMethod(browser, among: ids) : .nothing
        var transaction = Transaction(
            request: checked.request,
            candidates: remembered.first(of: ids),
            remembered: remembered,
            secret: secret,
            random: parts.random,
            now: now,
            lifetime: parts.lifetimes.transaction
        )
        let cookie = FlowCookie(
            name: FlowCookie.name(transaction: transaction.id),
            value: secret,
            maxAge: parts.lifetimes.transaction
        )
        if let method = parts.choice.obvious(among: methods, for: checked.request) {
            let identity: VerifiedIdentity?
            do { identity = try await begin(method, &transaction, browser.endUser) } catch {
                // Nothing is kept of it.
                parts.budget.release(startedAt: transaction.startedAt)
                guard let error = error as? MethodError else { throw error }
                return try fail(transaction, error)
            }
            if let identity {
                // Whatever comes of it, nothing of it is kept.
                parts.budget.release(startedAt: transaction.startedAt)
                return try await conclude(transaction, identity, by: method, isKept: false)
            }
        }
        do { try await parts.transactions.insert(transaction) } catch {
            parts.budget.release(startedAt: transaction.startedAt)
            await abandon(transaction)
            throw error
        }
        log("sign-in began", transaction)
        return await goOn(with: transaction, cookie: cookie)
    }

    /// The browser goes on to the upstream, or to a page of the transaction: loading the address again where something was begun
    /// would begin it again.
    ///
    /// The chooser has an address of its own, so that the Back button leads from an upstream to it.
    func goOn(with transaction: Transaction, cookie: FlowCookie?) async -> FlowAnswer {
        let page = "/transaction/\(transaction.id)"
        return switch transaction.presentation {
        case .redirect?: await draw(transaction, cookie: cookie)
        case .post?, .openApp?, .ask?: .redirect(to: page, cookie: cookie)
        case nil: .redirect(to: page + "/methods", cookie: cookie)
        }
    }

    /// Begins with a method; an identity comes back only from a method that needs nothing from the person.
    func begin(
        _ method: Method,
        _ transaction: inout Transaction,
        _ endUser: EndUser?
    ) async throws -> VerifiedIdentity? {
        let request = transaction.request
        guard let callback = URL(string: "\(parts.issuer)/callback/\(method.id)") else {
            throw MethodError(.misconfigured, "the method's id does not fit into a URL")
        }
        let offered = request.attributes.filter { method.descriptor.mayDeliver($0) }
        let methodRequest = try MethodRequest(
            transactionID: transaction.id,
            type: request.type,
            attributes: request.type == .verification ? offered : [],
            assurance: request.minimumAssurance,
            languages: request.languages,
            callbackURL: callback,
            callbackState: "\(transaction.id).\(parts.random.token(bytes: 32))",
            loginHint: request.loginHint,
            freshness: request.freshness,
            endUser: endUser
        )
        transaction.methodID = method.id
        transaction.methodRequest = methodRequest
        let step = try await parts.health.observe(method.id, parts.clock) { () async throws(MethodError) in
            try await method.begin(methodRequest)
        }
        return settle(step, &transaction)
    }

    /// Keeps what a method presented; returns the identity when it is done.
    func settle(_ step: Method.Step, _ transaction: inout Transaction) -> VerifiedIdentity? {
        switch step {
        case .finished(let identity): return identity
        case .present(let interaction, let state):
            let presentation = Presentation(interaction)
            transaction.phase = .presented
            transaction.state = Data(state)
            transaction.presentation = presentation
            if case .openApp(_, _, let seconds) = presentation {
                transaction.pollAt = parts.clock.now.addingTimeInterval(Double(seconds))
            } else {
                transaction.pollAt = nil
            }
            return nil
        }
    }

    /// The client of a transaction and where its answer goes; the registration may have gone since.
    func destination(_ transaction: Transaction) throws -> (client: Client, target: RedirectTarget) {
        let request = transaction.request
        guard let client = parts.clients[request.clientID]?.client else {
            throw PageFailure(.unknownClient, transaction)
        }
        guard
            let target = RedirectTarget(
                request.redirectURI,
                of: client,
                state: request.state,
                issuer: parts.issuer,
                mode: request.responseMode
            )
        else { throw PageFailure(.badRedirectURI, transaction) }
        return (client, target)
    }

    func log(
        _ message: Logger.Message,
        _ transaction: Transaction,
        at level: Logger.Level = .info,
        outcome: String? = nil,
        detail: String? = nil,
        hint: String? = nil
    ) {
        let metadata: Logger.Metadata = [
            "transaction": "\(transaction.id)", "client": "\(transaction.request.clientID)",
            "type": "\(transaction.request.type.rawValue)",
        ]
        let known: KeyValuePairs = [
            "method": transaction.methodID, "outcome": outcome, "detail": detail, "hint": hint,
        ]
        parts.log.log(level: level, message, metadata: metadata.adding(known))
    }
}
