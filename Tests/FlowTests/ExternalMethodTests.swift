import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSimulator
import EIDSimulatorServer
import EIDTemplateSimulator
import FlowDriver
import Foundation
import Testing

/// A method in a process of its own through the real broker, itself a process: settings, sign-ins, a crash on the way.
@Suite struct ExternalMethodTests {
    private struct Desk: Sendable {
        let stack: FlowStack
        let broker: Executable
        let client: TestClient
        let browser: ScriptedBrowser

        /// Walks to the pigeon post's page; without it the browser ends elsewhere.
        func depart() async throws -> ScriptedBrowser.Page {
            try await browser.get(
                client.authorizationURL(scope: "openid profile email", [("acr_values", "method:pigeons")])
            )
        }

        /// Decides on the pigeon post's page, where the first button sends the letter.
        func approve(_ page: ScriptedBrowser.Page) async throws -> ScriptedBrowser.Page {
            try await browser.submit(try page.form(to: "/fly"), on: page)
        }
    }

    /// Settings that name an executable and a method of it.
    private static func edit(_ name: String, _ path: String, _ sha256: String, port: Int)
        -> @Sendable (String) -> String
    {
        { settings in
            settings.replacing("methods: [itsme]", with: "methods: [itsme, pigeons]") + """

                  pigeons:
                    provider: \(name)
                    settings:
                      issuer: http://localhost:\(port)
                      clientID: broker
                      clientSecret: { file: ../.demo/keys/shop.secret }

                externalMethods:
                  \(name): { path: "\(path)", sha256: \(sha256) }

                """
        }
    }

    private static func digest(_ path: String) throws -> String {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let digest = SHA256.digest(Array(try Data(contentsOf: URL(filePath: path))))
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func built(_ name: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests).deletingLastPathComponent().appending(path: name).path
    }

    private func atDesk(
        _ name: String,
        _ path: String,
        _ body: @Sendable (Desk) async throws -> Void
    ) async throws {
        let port = try #require(try FreePort.take(1).first)
        let edit = Self.edit(name, path, try Self.digest(path), port: port)
        try await FlowStack.prepared(edit: edit) { stack in
            let simulator = TemplateSimulator(
                issuer: "http://localhost:\(port)",
                clientID: "broker",
                clientSecret: FlowStack.shopSecret,
                callbackURL: "\(stack.issuer)/callback/pigeons",
                clock: SimulatorClock()
            )
            try await FlowStack.withRunning(SimulatorServer(simulator, port: port) { _ in }, at: port) {
                try await stack.withSimulator {
                    try await stack.withProcess { broker in
                        let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
                        try await body(
                            Desk(stack: stack, broker: broker, client: TestClient(stack: stack), browser: browser)
                        )
                    }
                }
            }
        }
    }

    @Test func aPersonSignsInThroughAnExecutable() async throws {
        try await atDesk("template", try Self.built("external-template")) { desk in
            let page = try await desk.depart()
            #expect(page.url.path() == "/fly")
            let (claims, userInfo) = try await desk.client.complete(try await desk.approve(page))
            #expect(claims["method"]?.string == "pigeons")
            #expect(userInfo["family_name"]?.string == "Vandevogel" && userInfo["email"]?.string == "robin@example.org")
            #expect(!desk.broker.errors.contains("Vandevogel") && !desk.broker.errors.contains(FlowStack.shopSecret))
            desk.broker.send(SIGTERM)
            #expect(try await desk.broker.end() == 0)
        }
    }

    @Test func aCrashOnTheWayEndsThatSignInAndNoOther() async throws {
        let sample = FlowStack.root.appending(path: "Samples/ExternalMethodPython/pigeon.py")
        let path = FileManager.default.temporaryDirectory.appending(path: "pigeon-\(UUID().uuidString).py")
        let resume = "def on_resume(self, content, broker):\n"
        let text = try String(contentsOf: sample, encoding: .utf8)
        #expect(text.contains(resume))
        // A pigeon that falls dead when it comes home.
        try Data(text.replacing(resume, with: resume + "        os.abort()\n").utf8).write(to: path)
        try await atDesk("pigeon", path.path) { desk in
            let end = try await desk.approve(try await desk.depart())
            let entry = ErrorCatalogue.entry(for: .unavailable)
            #expect(end.query("error") == entry.clientError && end.query("code") == nil)
            let others = try await desk.stack.signIn(
                scope: FlowStack.everything,
                as: "lotte",
                [("acr_values", "method:itsme")]
            )
            #expect(others.claims["method"]?.string == "itsme")
            // Until it is back, people are told so at once.
            var page = try await desk.depart()
            for _ in 0..<600 where page.url.path() != "/fly" {
                try await Task.sleep(for: .milliseconds(10))
                page = try await desk.depart()
            }
            #expect(page.url.path() == "/fly")
            #expect(desk.broker.errors.contains("an external method has ended and is started again"))
        }
    }

    @Test func whomAMethodCallsAndWhichHintsAreItsOwnIsListed() async throws {
        let path = FlowStack.root.appending(path: "Samples/ExternalMethodPython/pigeon.py").path
        let edit = Self.edit("pigeon", path, try Self.digest(path), port: 9)
        try await FlowStack.prepared(edit: edit) { stack in
            let arguments = ["methods", "--config", stack.settingsPath]
            let ended = try await Executable.run("eid-broker", arguments, in: stack.folder)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output.contains("    hosts       aia.sk.ee:80, aia.demo.sk.ee:80, c.sk.ee:80\n"))
            let entry = try #require(ended.output.components(separatedBy: "  pigeons  pigeon  enabled\n").last)
            #expect(entry.contains("    hints       \"ring:\" + 1 to 20 of \"0123456789\"\n"), "\(entry)")
        }
    }

    @Test func settingsOfAnExecutableAreCheckedLikeOthers() async throws {
        let path = try Self.built("external-template")
        let digest = try Self.digest(path)
        func check(
            _ name: String,
            _ sha256: String,
            _ change: @Sendable (String) -> String = { $0 }
        ) async throws -> (status: Int32, output: String, errors: String) {
            let text = Self.edit(name, path, sha256, port: 9)
            return try await withoutActuallyEscaping(change) { change in
                try await FlowStack.prepared(edit: { change(text($0)) }) { stack in
                    try await Executable.run("eid-broker", ["check", "--config", stack.settingsPath], in: stack.folder)
                }
            }
        }
        let good = try await check("template", digest)
        #expect(good.status == 0 && good.output.contains("pigeons (template)"), "\(good.errors)")
        let other = try await check("template", String(repeating: "0", count: 64))
        #expect(
            other.status == 1 && other.errors.contains("externalMethods.template  does not run: it has the SHA-256")
        )
        let taken = try await check("itsme", digest)
        #expect(taken.status == 1 && taken.errors.contains("externalMethods.itsme  is the name of a method"))
        let misnamed = try await check("pigeon", digest)
        #expect(misnamed.status == 1 && misnamed.errors.contains("calls itself template, not pigeon"))
        let unknown = try await check("template", digest) { $0.replacing("clientID: broker", with: "clientId: broker") }
        #expect(unknown.errors.contains("methods.pigeons.settings.clientId"), "\(unknown.errors)")
        let short = try await check("template", digest) { settings in
            settings.replacing(
                "clientSecret: { file: ../.demo/keys/shop.secret }",
                with: "clientSecret: { environment: HOME }"
            )
        }
        #expect(short.status == 1)
    }
}
