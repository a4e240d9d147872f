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
