import EIDBroker
import EIDMethod
import Synchronization

@testable import EIDServer

/// A core that answers what a test says and remembers what it was asked.
final class ScriptedFront: FrontDoor {
    struct Call: Sendable {
        let name: String
        let id: String
        let fields: [FormField]
        let browser: BrowserContext
        let authorization: String?
    }

    private let recorded = Mutex<[Call]>([])
    private let flow: @Sendable (Call) async -> FlowAnswer
    private let backchannel: @Sendable (Call) async -> BackchannelAnswer
    let ready: Bool

    init(
        ready: Bool = true,
        flow: @escaping @Sendable (Call) async -> FlowAnswer = { _ in
            .redirect(to: "https://next.example/", cookie: nil)
        },
        backchannel: @escaping @Sendable (Call) async -> BackchannelAnswer = { _ in
            BackchannelAnswer(status: 200, mediaType: "application/json", body: Array(#"{"ok":true}"#.utf8))
        }
    ) {
        self.ready = ready
        self.backchannel = backchannel
        self.flow = flow
    }

    /// What the server asked, in order; the periodic clean-up is left out.
    var calls: [Call] { recorded.withLock { $0 } }

    private func flow(_ name: String, _ id: String, _ parameters: RequestParameters?, _ browser: BrowserContext) async
        -> FlowAnswer
    {
        let call = Call(name: name, id: id, fields: parameters?.fields ?? [], browser: browser, authorization: nil)
        recorded.withLock { $0.append(call) }
        return await flow(call)
    }

    private func back(_ name: String, _ form: RequestParameters?, _ authorization: String?) async -> BackchannelAnswer {
        let call = Call(
            name: name,
            id: "",
            fields: form?.fields ?? [],
            browser: BrowserContext(),
            authorization: authorization
        )
        recorded.withLock { $0.append(call) }
        return await backchannel(call)
    }

    func authorize(_ parameters: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("authorize", "", parameters, browser)
    }
    func show(transaction id: String, browser: BrowserContext) async -> FlowAnswer {
        await flow("show", id, nil, browser)
    }
    func choose(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("choose", id, form, browser)
    }
    func answer(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("answer", id, form, browser)
    }
    func cancel(transaction id: String, form: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("cancel", id, form, browser)
    }
    func callback(method id: String, _ parameters: RequestParameters, browser: BrowserContext) async -> FlowAnswer {
        await flow("callback", id, parameters, browser)
    }
    func token(form: RequestParameters, authorization: String?) async -> BackchannelAnswer {
        await back("token", form, authorization)
    }
    func userInfo(authorization: String?, form: RequestParameters?) async -> BackchannelAnswer {
        await back("userInfo", form, authorization)
    }
    func revoke(form: RequestParameters, authorization: String?) async -> BackchannelAnswer {
        await back("revoke", form, authorization)
    }
    var discoveryDocument: [UInt8] { Array(#"{"issuer":"x"}"#.utf8) }
    var keySet: [UInt8] { Array(#"{"keys":[]}"#.utf8) }
    func keySet(method id: String) -> [UInt8]? { id == "toy" ? keySet : nil }
    func isReady() async -> Bool { ready }
    func removeExpired() async {}
}
