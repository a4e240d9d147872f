import EIDBroker
import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import EIDSimulator
import FlowDriver
import FoundationEssentials
import Testing

/// Two methods for one client, by the sample that has them.
@Suite struct ChooserTests {
    @Test(arguments: ["itsme", "itsme-secret"])
    func thePersonChooses(_ method: String) async throws {
        try await Self.with { stack in
            let client = TestClient(stack: stack)
            let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
            let chooser = try await browser.get(client.authorizationURL(scope: FlowStack.everything))
            #expect(chooser.status == 200)
            let form = try chooser.form(to: "/method")
            #expect(form.buttons.map(\.value) == ["itsme", "itsme-secret"])
            let upstream = try await browser.submit(form, on: chooser, button: method)
            #expect(try await Self.method(of: upstream, stack) == method)
            try await stack.decide(.approve, on: upstream)
            let result = try await client.complete(try await browser.get(upstream.url))
            #expect(result.userInfo["family_name"]?.string == "Verbrugge")
        }
    }

    @Test(arguments: ["itsme", "itsme-secret"])
    func theClientChooses(_ method: String) async throws {
        try await Self.with { stack in
            let (client, browser, page) = try await stack.reachUpstream([("acr_values", "method:\(method)")])
            #expect(try await Self.method(of: page, stack) == method)
            try await stack.decide(.approve, on: page)
            _ = try await client.complete(try await browser.get(page.url))
        }
    }

    @Test func thePersonChangesTheirMindByTheBackButton() async throws {
        try await Self.with { stack in
            let client = TestClient(stack: stack)
            let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
            let chooser = try await browser.get(client.authorizationURL(scope: FlowStack.everything))
            let form = try chooser.form(to: "/method")
            _ = try await browser.submit(form, on: chooser, button: "itsme-secret")
            let upstream = try await browser.submit(form, on: chooser, button: "itsme")
            #expect(try await Self.method(of: upstream, stack) == "itsme")
            try await stack.decide(.approve, on: upstream)
            _ = try await client.complete(try await browser.get(upstream.url))
        }
    }

    @Test func aPersonWhoCancelsInTheChooserIsReported() async throws {
        try await Self.with { stack in
            let client = TestClient(stack: stack)
            let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
            let chooser = try await browser.get(client.authorizationURL(scope: "openid", [("ui_locales", "fr")]))
            #expect(chooser.body.contains("lang=\"fr\""))
            let page = try await browser.submit(chooser.form(to: "/cancel"), on: chooser)
            stack.expect(.cancelled, on: page, for: client)
            stack.advance(by: 61)
            stack.expect(
                .alreadyAnswered,
                on: try await browser.submit(chooser.form(to: "/method"), on: chooser),
                in: .fr
            )
        }
    }

    @Test func aDoubleClickInTheChooserLeadsToOneSignIn() async throws {
        try await Self.with { stack in
            let client = TestClient(stack: stack)
            let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
            let chooser = try await browser.get(client.authorizationURL(scope: FlowStack.everything))
            let form = try chooser.form(to: "/method")
            let pages = try await withThrowingTaskGroup(of: ScriptedBrowser.Page.self) { group in
                for _ in 0..<4 { group.addTask { try await browser.submit(form, on: chooser, button: "itsme") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(pages.allSatisfy { $0.status == 200 })
            var codes = 0
            for page in pages where page.url.path().hasPrefix("/session/") {
                try? await stack.decide(.approve, on: page)
                if try await browser.get(page.url).url.absoluteString.hasPrefix(client.redirectURI) { codes += 1 }
            }
            #expect(codes == 1)
        }
    }

    @Test func aFormWithoutItsTokenIsRefused() async throws {
        try await Self.with { stack in
            let client = TestClient(stack: stack)
            let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
            let chooser = try await browser.get(client.authorizationURL(scope: "openid"))
            let form = try chooser.form(to: "/method")
            stack.expect(
                .forgedForm,
                on: try await browser.submit(form, on: chooser, typing: ["csrf": "guess"], button: "itsme")
            )
        }
    }

    @Test func aPublicClientSignsPeopleInByPKCEAlone() async throws {
        try await Self.with { stack in
            let client = TestClient(stack: stack, id: "sample-app", isPublic: true, path: "/app")
            let result = try await client.complete(try await stack.walk(client, scope: "openid"))
            #expect(result.claims["sub"]?.string?.isEmpty == false)
            let refused = try await stack.walk(client, scope: "openid profile")
            #expect(refused.query("error") == "unauthorized_client", "it is registered for authentication only")
        }
    }

    @Test func aMethodThatIsSwitchedOffCannotBeChosen() async throws {
        try await Self.with { stack in
            let client = TestClient(stack: stack)
            let page = try await stack.walk(
                client,
                scope: "openid",
                as: "lotte",
                in: nil,
                [("acr_values", "method:itsme-production")]
            )
            #expect(page.query("error") == "invalid_request")
        }
    }

    private static func with(_ body: @Sendable (FlowStack) async throws -> Void) async throws {
        try await FlowStack.with(sample: "itsme-beside-others.yaml", body)
    }

    private static func method(of page: ScriptedBrowser.Page, _ stack: FlowStack) async throws -> String? {
        let request = await stack.simulator.control.traces().last { $0.action == page.url.lastPathComponent }
        switch request?.client {
        case "BrkDemo01x": return "itsme"
        case "BrkSecret1": return "itsme-secret"
        default: return nil
        }
    }
}
