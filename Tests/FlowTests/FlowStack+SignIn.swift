import EIDItsmeSimulator
import EIDJSON
import FlowDriver
import FoundationEssentials

extension FlowStack {
    /// Walks to the upstream and lets the person there decide; ends at the client or on a page of the broker.
    func walk(
        _ client: TestClient,
        scope: String,
        _ decision: ItsmeDecision = .approve,
        as persona: String = "lotte",
        in browser: ScriptedBrowser? = nil,
        _ extra: [(String, String)] = []
    ) async throws -> ScriptedBrowser.Page {
        let browser = browser ?? ScriptedBrowser(stopsAt: clientOrigin)
        let page = try await browser.get(client.authorizationURL(scope: scope, extra))
        guard page.url.path().hasPrefix("/session/") else { return page }
        try await decide(decision, on: page, as: persona)
        return try await browser.get(page.url)
    }

    /// Begins a sign-in that must get as far as the upstream's page.
    func reachUpstream(
        _ extra: [(String, String)] = [],
        in browser: ScriptedBrowser? = nil,
        scope: String = FlowStack.everything
    ) async throws -> (client: TestClient, browser: ScriptedBrowser, page: ScriptedBrowser.Page) {
        let client = TestClient(stack: self)
        let browser = browser ?? ScriptedBrowser(stopsAt: clientOrigin)
        let page = try await browser.get(client.authorizationURL(scope: scope, extra))
        guard page.url.path().hasPrefix("/session/") else {
            throw FlowFailure("not at the upstream: \(page.status) \(page.url) \(page.body.prefix(400))")
        }
        return (client, browser, page)
    }

    /// A sign-in as far as the code.
    func signInForCode(as persona: String = "lotte") async throws -> (client: TestClient, code: String) {
        let client = TestClient(stack: self)
        return (client, try client.code(in: try await walk(client, scope: Self.everything, as: persona)))
    }

    /// An address of the broker.
    func url(_ path: String) throws -> URL {
        guard let url = URL(string: issuer + path) else { throw FlowFailure("bad path \(path)") }
        return url
    }

    /// Plays the person for the upstream page that a browser is on.
    func decide(_ decision: ItsmeDecision, on page: ScriptedBrowser.Page, as persona: String = "lotte") async throws {
        try await simulator.control.perform(decision, on: page.url.lastPathComponent, persona: persona)
    }

    /// A whole sign-in that must succeed.
    func signIn(
        scope: String,
        as persona: String,
        _ extra: [(String, String)] = []
    ) async throws -> (claims: JSONValue, userInfo: JSONValue) {
        let client = TestClient(stack: self)
        return try await client.complete(try await walk(client, scope: scope, as: persona, in: nil, extra))
    }
}
