import EIDBroker
import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import FlowDriver
import FoundationEssentials
import Testing

/// What every failed sign-in must leave behind: the right words for each reader, a living broker and a silent log.
extension FlowStack {
    /// Everything that a person of the samples may release.
    static let everything = "openid profile email phone address"

    /// What the log must never hold: the data of the persona `lotte`, and secrets.
    private static let unspeakable = [
        "Verbrugge", "Lotte", "1985-03-17", "17.03.1985", "85031724680", "470000001", "lotte@", "Voorbeeldstraat",
        "592104837782", FlowStack.shopSecret, "demo-client-secret",
    ]

    /// One sign-in under a fault of the upstream, which must end in an error for the client; the next one must work.
    func expect(_ code: MethodError.Code, after fault: ArmedFault, attempts: Int = 1) async throws {
        await simulator.control.arm(fault)
        let client = TestClient(stack: self)
        let page = try await walk(client, scope: Self.everything)
        expect(code, on: page, for: client)
        await simulator.control.clearFaults()
        try await expectHealth(attempts: attempts)
    }

    /// An answer that tells the client of a method's failure: in the catalogue's words, bound to the request, without code.
    func expect(_ code: MethodError.Code, on page: ScriptedBrowser.Page, for client: TestClient) {
        let entry = ErrorCatalogue.entry(for: code)
        #expect(page.url.absoluteString.hasPrefix(client.redirectURI), "ended on \(page.status) \(page.body)")
        #expect(page.query("error") == entry.clientError)
        #expect(page.query("error_description") == entry.clientDescription)
        #expect(page.query("state") == client.state)
        #expect(page.query("iss") == issuer)
        #expect(page.query("code") == nil)
        #expect(log.text.contains("\"outcome\": \(entry.code)"), "the operator must hear of it")
    }

    /// A page of the broker that tells the person of a failure, translated, and nobody else.
    func expect(_ failure: BrokerFailure, on page: ScriptedBrowser.Page, in language: Language = .en) {
        let entry = ErrorCatalogue.entry(for: failure)
        #expect(page.url.absoluteString.hasPrefix(issuer), "the browser must stay at the broker")
        #expect(page.status == entry.status)
        #expect(page.body.contains("lang=\"\(language.rawValue)\""))
        #expect(page.body.contains(entry.sentence[language].replacing("'", with: "&#39;")), "\(page.body)")
        #expect(page.header("Cache-Control")?.contains("no-store") == true)
        for internals in ["Error(", "EIDBroker", "Swift", "sqlite", "revision", "state=", "?code=", "&amp;code="] {
            #expect(!page.body.contains(internals), "the page shows \(internals)")
        }
    }

    /// The process goes on serving, and has written down nothing about anybody.
    ///
    /// A broker that is told to be very impatient may need several attempts on a busy machine.
    func expectHealth(attempts: Int = 1) async throws {
        let client = TestClient(stack: self)
        let page = try await walk(client, scope: Self.everything)
        if attempts > 1, page.query("error") == "temporarily_unavailable" {
            return try await expectHealth(attempts: attempts - 1)
        }
        let result = try await client.complete(page)
        #expect(result.userInfo["family_name"]?.string == "Verbrugge")
        try await expectSilence(
            about: [result.claims["sub"]?.string, client.verifier, client.nonce].compactMap(\.self)
        )
    }

    /// No log entry holds personal data or a secret.
    func expectSilence(about others: [String] = [], in output: String? = nil) async throws {
        let text = output ?? log.text
        let codes = await simulator.control.actions().compactMap { Self.parameter("code", of: $0.redirect) }
        for secret in Self.unspeakable + others + codes {
            #expect(!text.contains(secret), "the log holds \(secret)")
        }
    }

    /// A parameter of an address.
    static func parameter(_ name: String, of address: String?) -> String? {
        address.flatMap { URLComponents(string: $0) }?.queryItems?.first { $0.name == name }?.value
    }

    /// Where the upstream sends the browser on this page back to, once the person has decided.
    func wayBack(_ page: ScriptedBrowser.Page) async throws -> String {
        guard let address = try await simulator.control.action(page.url.lastPathComponent).redirect else {
            throw FlowFailure("the person has not decided")
        }
        return address
    }
}
