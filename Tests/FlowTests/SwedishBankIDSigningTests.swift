import EIDBroker
import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import EIDSignature
import EIDSimulator
import EIDSimulatorServer
import EIDSimulatorTrust
import EIDSwedishBankIDSimulator
import FlowDriver
import Foundation
import Testing

@testable import EIDProgram

/// Documents signed with BankID through the whole broker, over real sockets: the organisation seals them, and BankID's own
/// signature, or the proof of who the person is, is kept as evidence that verifies without the broker.
@Suite struct SwedishBankIDSigningTests {
    private struct Outcome: Sendable {
        let status: JSONValue
        let evidence: [UInt8]
        let signed: [[UInt8]]
        let report: EvidenceReport?
        let orders: [BankIDOrderSummary]
        let log: String
    }

    private static let signers = BankIDSigners(at: Date())
    private static let documents = [Array("I owe you nothing.\n".utf8), Array("Nor do I.\n".utf8)]

    /// Uploads, orders, consents, approves in the app, and downloads.
    private func sign(
        settings: String = "",
        format: String = "cades",
        decision: BankIDDecision = .approve
    ) async throws -> Outcome {
        let port = try #require(try FreePort.take(1).first)
        let simulator = SwedishBankIDSimulator(clock: SimulatorClock(), signers: Self.signers)
        let roots = try PEMFile(Self.signers.rootPEM())
        defer { roots.remove() }
        let edit: @Sendable (String) -> String = { [path = roots.path] text in
            SigningWalk.withoutOASIS(text).replacing("methods: [itsme]", with: "methods: [itsme, bankid]") + """

                  bankid:
                    provider: bankid-se
                    settings:
                      environment: custom
                      baseURL: "http://localhost:\(port)/rp/v6.0/"
                      signatureTrust: { file: "\(path)" }
                \(settings)

                """
        }
        return try await FlowStack.prepared(sample: "itsme-signing.yaml", edit: edit) { stack in
            try stack.issueSeal()
            return try await stack.withSimulator {
                try await FlowStack.withRunning(SimulatorServer(simulator, port: port) { _ in }, at: port) {
                    try await stack.withBroker {
                        try await walk(stack, simulator, format: format, decision)
                    }
                }
            }
        }
    }

    private func walk(
        _ stack: FlowStack,
        _ simulator: SwedishBankIDSimulator,
        format: String,
        _ decision: BankIDDecision
    ) async throws -> Outcome {
        let service = try await stack.office()
        var listed: [JSON] = []
        for (index, bytes) in Self.documents.enumerated() {
            let id = try await service.upload(bytes, name: "note \(index).txt", mediaType: "text/plain")
            listed.append(["document": .string(id), "format": .string(format), "level": "B-B"])
        }
        let signing = try await service.create([
            "level": "aes", "documents": .array(listed), "methods": ["bankid"],
            "attributes": ["givenName", "familyName"], "language": "en",
        ])
        let browser = ScriptedBrowser(stopsAt: stack.clientOrigin)
        let review = try await browser.get(signing.signURL)
        let waiting = try await browser.submit(
            review.form(to: "/sign/\(signing.id)/consent"),
            on: review,
            typing: ["accept": "yes"]
        )
        #expect(waiting.body.contains("<svg "))
        let order = try #require(simulator.orders.last)
        try simulator.decide(decision, on: simulator.take(order.reference))
        stack.clock.advance(by: 3)
        simulator.clock.advance(by: 3)
        _ = try await browser.get(signing.signURL)
        let status = try await service.status(signing.id)
        guard status["status"]?.string == "completed" else {
            return Outcome(
                status: status,
                evidence: [],
                signed: [],
                report: nil,
                orders: simulator.orders,
                log: stack.log.text
            )
        }
        let path = "signing/transactions/\(signing.id)"
        let evidence = try await service.download("\(path)/evidence")
        var signed: [[UInt8]] = []
        for index in Self.documents.indices {
            signed.append(try await service.download("\(path)/documents/\(index)/signed"))
        }
        let anchors = TrustAnchors(try Certificate.all(pem: stack.simulator.trust.rootPEM()))
        let report = EvidenceVerifier(anchors: anchors, timestampAnchors: anchors).verify(
            evidence,
            files: zip(Self.documents + signed, ["note 0.txt", "note 1.txt", "signed 0", "signed 1"])
                .map { EvidenceVerifier.File(name: $1, bytes: $0) },
            at: stack.clock.wall.now
        )
        return Outcome(
            status: status,
            evidence: evidence,
            signed: signed,
            report: report,
            orders: simulator.orders,
            log: stack.log.text
        )
    }

    @Test(arguments: ["cades", "jades", "asic-e"])
    func documentsAreSealedAndTheNativeSignatureIsKept(format: String) async throws {
        let outcome = try await sign(format: format)
        #expect(outcome.status["status"]?.string == "completed")
        #expect(outcome.signed.count == 2 && outcome.signed.allSatisfy { !$0.isEmpty })
        #expect(outcome.orders.map(\.route) == [.sign])
        #expect(outcome.orders.first?.visible?.contains("1. note 0.txt\n2. note 1.txt") == true)
        let told = (outcome.report?.checks ?? []).map { "\($0.outcome.rawValue): \($0.sentence)" }.joined(
            separator: "\n"
        )
        #expect(outcome.report?.verdict == .valid, "\(told)")
        #expect(told.contains("passed: The signature verifies, under the certificates kept with it"))
        #expect(told.contains("passed: The signature lists these documents, in this order."))
        for text in ["199001012385", "Sjöholm"] { #expect(!outcome.log.contains(text)) }
    }

    @Test func withoutSigningTheProofOfThePersonCommitsToTheDocuments() async throws {
        let outcome = try await sign(settings: "      sign: false")
        #expect(outcome.status["status"]?.string == "completed")
        #expect(outcome.orders.map(\.route) == [.auth])
        let told = (outcome.report?.checks ?? []).map { "\($0.outcome.rawValue): \($0.sentence)" }.joined(
            separator: "\n"
        )
        #expect(outcome.report?.verdict == .valid, "\(told)")
        #expect(told.contains("passed: The signature commits to these documents, in this order."))
    }

    @Test func cancellingInTheAppSignsNothing() async throws {
        let outcome = try await sign(decision: .cancel)
        #expect(outcome.status["status"]?.string == "declined")
        #expect(outcome.status["error"]?["code"]?.string != nil)
    }
}
