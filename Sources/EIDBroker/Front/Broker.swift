public import EIDMethod
public import Logging

/// The broker: every route of the server is one call here.
public struct Broker: Sendable {
    /// Makes a broker; throws `ConfigurationFailure` with everything wrong.
    public init(
        configuration: BrokerConfiguration,
        methods: [Method],
        store: any RecordStore,
        clock: WallClock = .system,
        random: RandomSource = .system,
        log: Logger
    ) throws {
        let issues = configuration.issues(methods: Set(methods.map(\.id)))
        guard issues.isEmpty else { throw ConfigurationFailure(issues: issues) }
    }

    /// `GET` and `POST /authorize`.
    public func authorize(_ parameters: RequestParameters, browser: BrowserContext) async -> FlowAnswer { todo }
    /// `GET /transaction/{id}`: draws where the transaction stands, and asks the method again when it is time.
    public func show(transaction id: String, browser: BrowserContext) async -> FlowAnswer { todo }
    /// `POST /transaction/{id}/method`, fields `method` and `csrf`.
    public func choose(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        todo
    }
    /// `POST /transaction/{id}/answer`, fields `text` and `csrf`.
    public func answer(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        todo
    }
    /// `POST /transaction/{id}/cancel`, field `csrf`.
    public func cancel(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        todo
    }
    /// `GET` and `POST /callback/{method}`.
    public func callback(method id: String, _ parameters: RequestParameters, browser: BrowserContext) async
        -> FlowAnswer
    {
        todo
    }
    /// `POST /token`.
    public func token(form: RequestParameters, authorization: String?) async -> BackchannelAnswer {
        BackchannelAnswer(status: 501)
    }
    /// `GET` and `POST /userinfo`; `form` is the body of a POST.
    public func userInfo(authorization: String?, form: RequestParameters?) async -> BackchannelAnswer {
        BackchannelAnswer(status: 501)
    }
    /// `POST /revoke`.
    public func revoke(form: RequestParameters, authorization: String?) async -> BackchannelAnswer {
        BackchannelAnswer(status: 501)
    }
    /// `/.well-known/openid-configuration`.
    public var discoveryDocument: [UInt8] { [] }
    /// `/jwks.json`.
    public var keySet: [UInt8] { [] }
    /// `/methods/{id}/jwks.json`; `nil` for a method that is not enabled.
    public func keySet(method id: String) -> [UInt8]? { nil }
    /// Whether the store answers.
    public func isReady() async -> Bool { true }
    /// Forgets what has expired; called every now and then.
    public func removeExpired() async {}

    private var todo: FlowAnswer { .redirect(to: "/", cookie: nil) }
}
