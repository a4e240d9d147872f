import EIDJOSE
public import EIDMethod
import FoundationEssentials
public import Logging

/// The broker: every route of the server is one call here.
public struct Broker: Sendable {
    /// `/.well-known/openid-configuration`.
    public let discoveryDocument: [UInt8]
    /// `/jwks.json`.
    public var keySet: [UInt8] { parts.keys.published }
    let parts: BrokerParts
    /// Signing; `nil` where the settings leave it out.
    let signing: SigningAPI?
    private let flow: AuthorizeFlow
    private let exchange: TokenExchange
    private let information: UserInfo
    private let revocation: Revocation
    private let methodKeySets: [String: [UInt8]]

    /// Makes a broker; throws `ConfigurationFailure` with everything wrong.
    ///
    /// Randomness comes from OpenSSL unless another source is given. Signing needs `trustHTTP`, which reaches responders,
    /// lists, timestamp authorities and clients' webhooks.
    public init(
        configuration: BrokerConfiguration,
        methods: [Method],
        store: any RecordStore,
        trustHTTP: (any HTTPTransport)? = nil,
        clock: WallClock = .system,
        random: RandomSource? = nil,
        log: Logger
    ) throws {
        let offers = Dictionary(methods.map { ($0.id, MethodOffer($0)) }, uniquingKeysWith: { first, _ in first })
        let issues = configuration.issues(methods: Set(offers.keys)) + configuration.issues(offers: offers)
        guard issues.isEmpty else { throw ConfigurationFailure(issues: issues) }
        let parts = try BrokerParts(
            configuration,
            methods: methods,
            store: store,
            clock: clock,
            random: random ?? RandomSource { SecureRandom.bytes($0) },
            log: log
        )
        self.parts = parts
        flow = AuthorizeFlow(parts: parts)
        signing = try configuration.signing.map { try SigningAPI(parts, $0, trustHTTP) }
        let proof = ClientProof(parts: parts, limiter: GuessLimiter())
        exchange = TokenExchange(parts: parts, proof: proof)
        information = UserInfo(parts: parts)
        revocation = Revocation(parts: parts, proof: proof)
        discoveryDocument = DiscoveryDocument.bytes(parts, methods: methods)
        var sets: [String: [UInt8]] = [:]
        for method in methods {
            sets[method.id] = try SigningKeys.published(configuration.methodKeys[method.id] ?? MethodKeys())
        }
        methodKeySets = sets
    }

    /// `GET` and `POST /authorize`.
    public func authorize(_ parameters: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await page(browser) { try await flow.authorize(parameters, browser: browser) }
    }

    /// `GET /transaction/{id}`: draws where the transaction stands, and asks the method again when it is time.
    public func show(transaction id: String, browser: BrowserContext) async -> FlowAnswer {
        await page(browser) { [flow] in try await flow.show(id, browser: browser) }
    }

    /// Whether a browser is the one that began a sign-in, before it may hear how that goes on; no as long as the store is silent.
    public func isBound(transaction id: String, to browser: BrowserContext) async -> Bool {
        guard id.utf8.count == 22 else { return false }
        return (try? await parts.transactions.load(id))?.value.isBound(to: browser) ?? false
    }

    /// `GET /transaction/{id}/methods`: draws the methods to choose among.
    public func showMethods(transaction id: String, browser: BrowserContext) async -> FlowAnswer {
        await page(browser) { [flow] in try await flow.showMethods(id, browser: browser) }
    }

    /// `POST /transaction/{id}/method`, fields `method` and `csrf`.
    public func choose(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await page(browser) { try await flow.choose(id, form: form, browser: browser) }
    }

    /// `POST /transaction/{id}/answer`, fields `text` and `csrf`.
    public func answer(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await page(browser) { try await flow.answer(id, form: form, browser: browser) }
    }

    /// `POST /transaction/{id}/cancel`, field `csrf`.
    public func cancel(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await page(browser) { try await flow.cancel(id, form: form, browser: browser) }
    }

    /// `GET` and `POST /callback/{method}`.
    public func callback(
        method id: String,
        _ parameters: RequestParameters,
        browser: BrowserContext
    ) async -> FlowAnswer {
        if let state = parameters["state"], SigningFlow.owns(state: state) {
            return await person(browser) {
                try await $0.callback(id, parameters, state: state, browser: browser)
            }
        }
        return await page(browser) { try await flow.callback(id, parameters, browser: browser) }
    }

    /// `POST /token`.
    public func token(form: RequestParameters, authorization: String?) async -> BackchannelAnswer {
        await answer { try await exchange.answer(form: form, authorization: authorization) }
    }

    /// `GET` and `POST /userinfo`; `form` is the body of a POST.
    public func userInfo(authorization: String?, form: RequestParameters?) async -> BackchannelAnswer {
        await answer { try await information.answer(authorization: authorization, form: form) }
    }

    /// `POST /revoke`.
    public func revoke(form: RequestParameters, authorization: String?) async -> BackchannelAnswer {
        await answer { try await revocation.answer(form: form, authorization: authorization) }
    }

    /// `/methods/{id}/jwks.json`; `nil` for a method that is not enabled.
    public func keySet(method id: String) -> [UInt8]? { methodKeySets[id] }

    /// The colours of the methods whose brands ask for some, by the method's id.
    public var methodColours: [String: BrandColours] {
        var colours: [String: BrandColours] = [:]
        for method in parts.choice.methods { colours[method.id] = method.descriptor.colours }
        return colours
    }

    /// The logos of the enabled methods, each once.
    public var methodLogos: [PublishedLogo] { Array(Set(parts.choice.logos.values)) }

    /// The enabled methods by id in the operator's order, and whether each answers at present, as far as this process knows.
    public var methodHealth: [(id: String, isAvailable: Bool)] {
        parts.choice.methods.map { ($0.id, parts.health.isAvailable($0, at: parts.clock.now)) }
    }

    /// How the organisation's seal stands at present; `nil` where the settings have none.
    public var sealStanding: SealStanding? { signing?.parts.engine.organisationSeal?.standing() }

    /// Whether the store reads and writes.
    public func isReady() async -> Bool { await parts.store.isWell() }

    /// Forgets what has expired, and says in the log what has become of the seal; called every now and then.
    public func removeExpired() async {
        signing?.parts.engine.organisationSeal?.standing()
        do {
            // In portions, so that a large backlog does not hold up the store.
            while try await parts.store.removeExpired(before: parts.clock.now, limit: 500) == 500 {
                try Task.checkCancellation()
            }
        } catch is CancellationError {
            // A shutdown; what is left expires no less.
        } catch {
            parts.log.error("expired records could not be removed", metadata: ["error": "\(error.nameForLog)"])
        }
    }

    /// Runs a step to its end whatever becomes of the request that asked for it: what a step has claimed, a transaction or
    /// a code, would otherwise be lost with a browser that hangs up in the middle.
    func page(
        _ browser: BrowserContext,
        _ step: @escaping @Sendable () async throws -> FlowAnswer
    ) async -> FlowAnswer {
        await Task(executorPreference: StepExecutor.current) { await drawn(browser, step) }.value
    }

    /// Errors that only the person hears of become pages, the others go to the client.
    private func drawn(_ browser: BrowserContext, _ step: () async throws -> FlowAnswer) async -> FlowAnswer {
        do {
            return try await step()
        } catch AuthorizeFailure.report(let error, let target, let client) {
            let metadata: Logger.Metadata = [
                "client": "\(client)", "outcome": "\(error.code.rawValue)", "detail": "\(error.description)",
            ]
            parts.log.info("request refused", metadata: metadata.adding(["request": ServedRequest.id]))
            return target.answer(error: error, cookie: nil)
        } catch AuthorizeFailure.show(let failure, let reason, let client, let languages) {
            return refuse(PageFailure(failure, reason: reason, languages: languages), client: client, browser)
        } catch let failure as PageFailure {
            return refuse(failure, client: failure.transaction?.request.clientID, browser)
        } catch {
            report("a step failed", error)
            return flow.page(PageFailure(.brokerUnavailable), browser: browser)
        }
    }

    private func refuse(_ failure: PageFailure, client: String?, _ browser: BrowserContext) -> FlowAnswer {
        report(
            ErrorCatalogue.entry(for: failure.failure),
            transactionID: failure.transaction?.id,
            client: client,
            reason: failure.reason
        )
        return flow.page(failure, browser: browser)
    }

    /// Says to the operator that a person was shown a page instead of an answer.
    func report(_ entry: ErrorCatalogue.Entry, transactionID: String?, client: String?, reason: String?) {
        let metadata: Logger.Metadata = ["outcome": "\(entry.code)", "hint": "\(entry.operatorText)"]
        let known: KeyValuePairs = [
            "transaction": transactionID, "client": client, "reason": reason, "request": ServedRequest.id,
        ]
        parts.log.info("page shown instead of an answer", metadata: metadata.adding(known))
    }

    func answer(
        _ step: @escaping @Sendable () async throws -> BackchannelAnswer
    ) async -> BackchannelAnswer {
        await Task(executorPreference: StepExecutor.current) { await written(step) }.value
    }

    private func written(_ step: () async throws -> BackchannelAnswer) async -> BackchannelAnswer {
        do {
            return try await step()
        } catch let failure as BackchannelFailure {
            return failure.answer
        } catch {
            report("a back-channel step failed", error)
            return BackchannelFailure.unavailable
        }
    }

    private func report(_ message: Logger.Message, _ error: any Error) {
        let metadata: Logger.Metadata = ["error": "\(error.nameForLog)"]
        parts.log.error(message, metadata: metadata.adding(["request": ServedRequest.id]))
    }
}
