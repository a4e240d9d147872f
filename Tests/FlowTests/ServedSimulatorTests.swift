import AsyncHTTPClient
import EIDJSON
import EIDSimulator
import FlowDriver
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// The simulators that `eid-simulator` serves, as processes of their own, each with one sign-in through the whole broker.
@Suite struct ServedSimulatorTests {
    @Test func aPersonSignsInWithSmartID() async throws {
        let settings = """
                environment: custom
                baseURL: http://localhost:PORT/smart-id-rp/v3/
                relyingPartyUUID: 00000000-0000-4000-8000-000000000000
                relyingPartyName: DEMO
                text: Hello
                start: code
                trust: { file: ../.demo/keys/smart-id-authorities.pem }
            """
        try await Self.serving("smart-id", provider: "smart-id", settings) { stack, port, page in
            try await Self.control(port, "everybody", #"{"persona": "kadri", "after": 0}"#)
            let end = try await Self.polled(page, stack)
            #expect(try await page.client.complete(end).userInfo["family_name"]?.string == "Mägi")
        }
    }

    @Test func aPersonSignsInWithBankID() async throws {
        let settings = """
                environment: custom
                baseURL: http://localhost:PORT/rp/v6.0/
                text: Hello
                start: code
                signatureTrust: { file: ../.demo/keys/bankid-people-root.pem }
            """
        try await Self.serving("bankid", provider: "bankid-se", settings) { stack, port, page in
            try await Self.control(port, "everybody", #"{"persona": "astrid"}"#)
            let end = try await Self.polled(page, stack)
            #expect(try await page.client.complete(end).userInfo["family_name"]?.string == "Sjöholm")
        }
    }

    @Test func aPersonSignsInAtAnOpenIDProvider() async throws {
        let settings = """
                issuer: http://localhost:PORT
                clientID: broker
                clientAuthentication: client_secret_basic
                clientSecret: { file: ../.demo/keys/openid-connect.secret }
                attributes:
                  familyName: { claim: family_name, scopes: [profile], basis: upstream, availability: always }
            """
        try await Self.serving("openid-connect", provider: "oidc", settings) { stack, _, page in
            let browser = page.browser
            let form = try #require(
                page.page.forms.first { $0.fields.contains { $0.name == "decision" && $0.value == "approve" } }
            )
            let end = try await browser.submit(form, on: page.page)
            #expect(try await page.client.complete(end).userInfo["family_name"]?.string == "Vandevogel")
        }
    }

    @Test func aPersonWhoDoesNotExistCannotApprove() async throws {
        let folder = FileManager.default.temporaryDirectory
        let keys = folder.appending(path: "served-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: keys, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: keys) }
        let end = try await Executable.run(
            "eid-simulator",
            ["bankid", "--port", "0", "--keys", keys.path, "--approve", "nobody"],
            in: keys
        )
        #expect(end.status != 0 && end.errors.contains("--approve must name one of the people"))
    }

    /// Where a browser stands.
    private struct Standing: Sendable {
        let client: TestClient
        let browser: ScriptedBrowser
        let page: ScriptedBrowser.Page
    }

    /// A simulator as a process, a broker with a method at it, and a browser that has begun.
    private static func serving(
        _ name: String,
        provider: String,
        _ settings: String,
        _ body: @Sendable (FlowStack, Int, Standing) async throws -> Void
    ) async throws {
        let port = try #require(try FreePort.take(1).first)
        let edit: @Sendable (String) -> String = { text in
            text.replacing("methods: [itsme]", with: "methods: [itsme, \(name)]") + """

                  \(name):
                    provider: \(provider)
                    settings:
                """ + "\n"
                + settings.replacing("PORT", with: "\(port)").split(separator: "\n").map { "  \($0)" }
                .joined(separator: "\n") + "\n"
        }
        try await FlowStack.prepared(edit: edit) { stack in
            let served = try Executable(
                "eid-simulator",
                [
                    name, "--port", "\(port)", "--keys", stack.folder.appending(path: ".demo/keys").path,
                    "--callback", "\(stack.issuer)/callback/\(name)",
                ],
                in: stack.folder
            )
            defer { served.send(SIGKILL) }
            try await FlowStack.waitUntilOpen(port)
            try await stack.withBroker {
                let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
                let client = TestClient(stack: stack)
                let page = try await browser.get(
                    client.authorizationURL(
                        scope: "openid profile",
                        [("acr_values", "method:\(name)"), ("ui_locales", "en")]
                    )
                )
                try await body(stack, port, Standing(client: client, browser: browser, page: page))
            }
        }
    }

    /// Looks at the waiting page until it leads to the client.
    private static func polled(_ standing: Standing, _ stack: FlowStack) async throws -> ScriptedBrowser.Page {
        let status = try stack.url(String(#require(standing.page.body.firstMatch(of: /data-status="([^"]+)"/)).1))
        var page = standing.page
        for _ in 0..<10 where page.query("code") == nil {
            stack.clock.advance(by: 2)
            page = try await standing.browser.get(status)
        }
        return page
    }

    private static func control(_ port: Int, _ call: String, _ body: String) async throws {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/control/\(call)")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(string: body))
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        #expect(answer.status == .ok)
    }
}
