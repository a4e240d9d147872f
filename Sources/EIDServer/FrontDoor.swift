package import EIDBroker

/// What the routes call: the broker, or a script in tests of the HTTP layer.
package protocol FrontDoor: Sendable {
    func authorize(_ parameters: RequestParameters, browser: BrowserContext) async -> FlowAnswer
    func show(transaction id: String, browser: BrowserContext) async -> FlowAnswer
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

    func isReady() async -> Bool
    func removeExpired() async
}

extension Broker: FrontDoor {}
