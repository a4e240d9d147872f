import EIDBroker
import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import EIDServer
import EIDSignature
import EIDSimulator
import EIDSimulatorServer
import EIDSimulatorTrust
import EIDSmartIDSimulator
import FlowDriver
import Foundation
import Testing

@testable import EIDProgram

/// A method that verifies people's signatures itself, through the whole broker, over real sockets.
@Suite struct SmartIDTests {
    @Test func aPersonSignsInWithACodeThatMoves() async throws {
        try await Self.running { stack, simulator in
            let client = TestClient(stack: stack)
            let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
            let page = try await browser.get(
                client.authorizationURL(
                    scope: "openid profile",
                    [("acr_values", "method:smart-id"), ("ui_locales", "en")]
                )
            )
            #expect(page.body.contains("<svg ") && page.body.contains("scan the QR code"))
            let status = try stack.url(String(#require(page.body.firstMatch(of: /data-status="([^"]+)"/)).1))
            func again(after seconds: Int) async throws -> ScriptedBrowser.Page {
                stack.clock.advance(by: TimeInterval(seconds))
                simulator.clock.advance(by: seconds)
                return try await browser.get(status)
            }
            let first = try #require(page.body.firstMatch(of: /<svg .*<\/svg>/)).output
            #expect(try await again(after: 1).body.firstMatch(of: /<svg .*<\/svg>/)?.output != first)
            simulator.letEverybodyApprove(as: .kadri)
            let (claims, userInfo) = try await client.complete(try await again(after: 4))
            #expect(claims["acr"]?.string?.contains("high") == true)
            #expect(userInfo["family_name"]?.string == "Mägi" && userInfo["birthdate"]?.string == "1988-01-12")
            #expect(simulator.violations.isEmpty)
            for text in [SmartIDPersona.kadri.number, "Mägi"] + simulator.secrets {
                #expect(!stack.log.text.contains(text))
            }
        }
    }

    @Test func refusingInTheAppIsToldToTheClient() async throws {
        try await Self.running { stack, simulator in
            let client = TestClient(stack: stack)
            let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
            let page = try await browser.get(
                client.authorizationURL(scope: "openid", [("acr_values", "method:smart-id-message")])
            )
            let waiting = try await browser.submit(
                try page.form(to: "/answer"),
                on: page,
                typing: ["text": "EE \(SmartIDPersona.kadri.number)"]
            )
            let status = try stack.url(String(#require(waiting.body.firstMatch(of: /data-status="([^"]+)"/)).1))
            try simulator.decide(.refuse, on: simulator.pickUp())
            stack.clock.advance(by: 2)
            #expect(try await browser.get(status).query("error") == "access_denied")
        }
    }

    @Test func aPersonSignsADocumentWithTheirOwnQualifiedKey() async throws {
        try await Self.running(sample: "itsme-signing.yaml") { stack, simulator in
            simulator.letEverybodyApprove(as: .kadri, after: 1)
            let walk = SigningWalk(stack: stack, service: try await stack.office(), method: "smart-id")
            let end = try await walk.sign(level: "B-LT")
            #expect(end.status == "completed" && end.levels == ["B-LT"], "\(end)")
            #expect(simulator.sessions.map(\.route) == [.certificateChoiceLink, .linkedSignature])
            #expect(simulator.violations.isEmpty)
        }
    }

    @Test func anIdentificationIsTheEvidenceOfASigning() async throws {
        try await Self.running(sample: "itsme-signing.yaml") { stack, simulator in
            simulator.letEverybodyApprove(as: .kadri, after: 1)
            let walk = SigningWalk(stack: stack, service: try await stack.office(), method: "smart-id-proof")
            let end = try await walk.sign(advanced: true)
            #expect(end.status == "completed", "\(end)")
            #expect(simulator.sessions.map(\.route) == [.authenticationLink])
            let evidence = try await walk.service.download("signing/transactions/\(end.id)/evidence")
            let signed = try await walk.service.download("signing/transactions/\(end.id)/documents/0/signed")
            let anchors = TrustAnchors(try Certificate.all(pem: stack.simulator.trust.rootPEM()))
            func report(_ bytes: [UInt8], of file: [UInt8] = SigningWalk.text) -> EvidenceReport {
                EvidenceVerifier(anchors: anchors, timestampAnchors: anchors)
                    .verify(
                        bytes,
                        files: [.init(name: "0.txt", bytes: file), .init(name: "signed", bytes: signed)],
                        at: stack.clock.wall.now
                    )
            }
            let told = report(evidence).checks.map { "\($0.outcome.rawValue): \($0.sentence)" }.joined(separator: "\n")
            #expect(report(evidence).verdict == .valid, "\(told)")
            #expect(told.contains("passed: The signature verifies, under the certificates kept with it"))
            #expect(told.contains("passed: The signature commits to these documents, in this order."))
            #expect(report(evidence, of: Array("I owe you everything.\n".utf8)).verdict == .invalid)
            for text in [SmartIDPersona.kadri.number, "Mägi"] { #expect(!stack.log.text.contains(text)) }
        }
    }

    /// A broker with Smart-ID beside itsme, and people's certificates from the trust service that itsme's simulator serves.
    private static func running(
        sample: String = "itsme-simulator.yaml",
        _ body: @Sendable (FlowStack, SmartIDSimulator) async throws -> Void
    ) async throws {
        let port = try #require(try FreePort.take(1).first)
        let edit: @Sendable (String) -> String = { settings in
            SigningWalk.withoutOASIS(settings)
                .replacing("methods: [itsme]", with: "methods: [itsme, smart-id, smart-id-message, smart-id-proof]")
                + method("smart-id", port, "start: code", signs: sample == "itsme-signing.yaml")
                + method("smart-id-proof", port, "start: code", signs: false)
                + method("smart-id-message", port, "flow: notification", signs: false)
        }
        try await FlowStack.prepared(sample: sample, edit: edit) { stack in
            try stack.issueSeal()
            let signers = SmartIDSigners(stack.simulator.trust, at: Date())
            try stack.write(try signers.authorities(), to: "smart-id.pem")
            let simulator = SmartIDSimulator(clock: SimulatorClock(), signers: signers)
            try await stack.withSimulator {
                try await FlowStack.withRunning(SimulatorServer(simulator, port: port) { _ in }, at: port) {
                    try await stack.withBroker { try await body(stack, simulator) }
                }
            }
        }
    }

    private static func method(_ id: String, _ port: Int, _ line: String, signs: Bool) -> String {
        """

          \(id):
            provider: smart-id
            name: \(id)
            settings:
              environment: custom
              baseURL: http://localhost:\(port)/smart-id-rp/v3/
              relyingPartyUUID: 00000000-0000-4000-8000-000000000000
              relyingPartyName: DEMO
              text: Hello
              \(line)
              trust: { file: ../.demo/keys/smart-id.pem }
        \(signs ? "      signing: {}\n" : "")
        """
    }
}
