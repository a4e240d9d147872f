import EIDJSON
import EIDSimulator
import EIDSimulatorServer
import EIDSwedishBankIDSimulator
import FlowDriver
import Foundation
import Testing

/// A file of certificates for as long as a test needs it.
struct PEMFile {
    let path: String

    init(_ pem: String) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("eid-\(UUID().uuidString).pem").path
        try Data(pem.utf8).write(to: URL(filePath: path))
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// A decoupled method through the whole broker, over real sockets: the browser waits, the app decides.
@Suite struct SwedishBankIDTests {
    private struct Desk: Sendable {
        let stack: FlowStack
        let simulator: SwedishBankIDSimulator
        let client: TestClient
        let browser: ScriptedBrowser
        let page: ScriptedBrowser.Page

        /// The order that BankID has last.
        var order: BankIDOrderSummary {
            get throws { try #require(simulator.orders.last) }
        }

        /// Loads the waiting page again after some seconds on both sides.
        func again(after seconds: Int) async throws -> ScriptedBrowser.Page {
            stack.clock.advance(by: TimeInterval(seconds))
            simulator.clock.advance(by: seconds)
            let status = try #require(page.body.firstMatch(of: /data-status="([^"]+)"/)).1
            return try await browser.get(stack.url(String(status)))
        }
    }

    private static let signers = BankIDSigners(at: Date())

    /// A person in front of the waiting page.
    private func waiting(_ scope: String = "openid profile", _ body: @Sendable (Desk) async throws -> Void) async throws
    {
        let port = try #require(try FreePort.take(1).first)
        let simulator = SwedishBankIDSimulator(clock: SimulatorClock(), signers: Self.signers)
        let roots = try PEMFile(Self.signers.rootPEM())
        defer { roots.remove() }
        let edit: @Sendable (String) -> String = { [path = roots.path] settings in
            settings.replacing("methods: [itsme]", with: "methods: [itsme, bankid]") + """

                  bankid:
                    provider: bankid-se
                    settings:
                      environment: custom
                      baseURL: "http://localhost:\(port)/rp/v6.0/"
                      signatureTrust: { file: "\(path)" }
                      text: Hello

                """
        }
        try await FlowStack.prepared(edit: edit) { stack in
            try await FlowStack.withRunning(SimulatorServer(simulator, port: port) { _ in }, at: port) {
                try await stack.withBroker {
                    let client = TestClient(stack: stack)
                    let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
                    let page = try await browser.get(
                        client.authorizationURL(scope: scope, [("acr_values", "method:bankid"), ("ui_locales", "en")])
                    )
                    try await body(
                        Desk(stack: stack, simulator: simulator, client: client, browser: browser, page: page)
                    )
                }
            }
        }
    }

    @Test func aPersonSignsInWithTheirPhone() async throws {
        try await waiting { desk in
            #expect(desk.page.body.contains("<svg ") && desk.page.body.contains("scan the QR code"))
            #expect(desk.page.body.contains(#"<noscript><meta http-equiv="refresh" content="2; url=/transaction/"#))
            let order = try desk.order
            #expect(order.endUserAddress == "127.0.0.1" || order.endUserAddress == "::1")
            try desk.simulator.decide(.reach("userSign"), on: desk.simulator.take(order.reference))
            let later = try await desk.again(after: 2)
            #expect(later.body.contains("Enter your security code") && !later.body.contains("<svg "))
            try desk.simulator.decide(.approve, on: order.reference)
            let (claims, userInfo) = try await desk.client.complete(try await desk.again(after: 2))
            #expect(claims["acr"]?.string?.contains("substantial") == true)
            #expect(userInfo["family_name"]?.string == "Sjöholm" && userInfo["birthdate"]?.string == "1990-01-01")
            #expect(desk.simulator.violations.isEmpty)
            for text in ["199001012385", "Sjöholm"] + desk.simulator.secrets {
                #expect(!desk.stack.log.text.contains(text))
            }
        }
    }

    @Test func theCodeMovesWhileBankIDIsAskedEveryTwoSeconds() async throws {
        try await waiting { desk in
            let first = try #require(desk.page.body.firstMatch(of: /<svg .*<\/svg>/)).output
            let second = try await desk.again(after: 1)
            let moved = try #require(second.body.firstMatch(of: /<svg .*<\/svg>/)).output
            #expect(first != moved)
        }
    }

    @Test func stoppingOnThePageCancelsTheOrder() async throws {
        try await waiting { desk in
            let form = try desk.page.form(to: "/cancel")
            let end = try await desk.browser.submit(form, on: desk.page)
            #expect(end.query("error") == "access_denied")
            #expect(desk.simulator.orders.map(\.hint) == ["cancelled"])
        }
    }

    @Test func cancellingInTheAppIsToldToTheClient() async throws {
        try await waiting { desk in
            try desk.simulator.decide(.cancel, on: desk.order.reference)
            #expect(try await desk.again(after: 2).query("error") == "access_denied")
        }
    }
}
