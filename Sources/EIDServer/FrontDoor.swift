package import EIDBroker
package import EIDMethod

/// What the routes call: the broker, or a script in tests of the HTTP layer.
package protocol FrontDoor: Sendable {
    func authorize(_ parameters: RequestParameters, browser: BrowserContext) async -> FlowAnswer
    func show(transaction id: String, browser: BrowserContext) async -> FlowAnswer
    func isBound(transaction id: String, to browser: BrowserContext) async -> Bool
    func showMethods(transaction id: String, browser: BrowserContext) async -> FlowAnswer
    func choose(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer
    func answer(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer
    func cancel(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer
    func callback(method id: String, _ parameters: RequestParameters, browser: BrowserContext) async -> FlowAnswer

    func token(form: RequestParameters, authorization: String?) async -> BackchannelAnswer
    func userInfo(authorization: String?, form: RequestParameters?) async -> BackchannelAnswer
    func revoke(form: RequestParameters, authorization: String?) async -> BackchannelAnswer

    var discoveryDocument: [UInt8] { get }
    var keySet: [UInt8] { get }
    func keySet(method id: String) -> [UInt8]?

    /// The colours of the methods whose brands ask for some, by the method's id.
    var methodColours: [String: BrandColours] { get }
    /// The logos of the methods, each once.
    var methodLogos: [PublishedLogo] { get }
    /// The enabled methods by id, and whether each answers at present.
    var methodHealth: [(id: String, isAvailable: Bool)] { get }
    /// How the organisation's seal stands; `nil` without one.
    var sealStanding: SealStanding? { get }
    func isReady() async -> Bool
    func removeExpired() async
}

extension Broker: FrontDoor {}
