import EIDItsmeSimulator
import EIDJSON
import EIDMethod
import EIDServer
import EIDSimulatorServer
import EIDSimulatorTrust
import Foundation

@testable import EIDProgram

/// Signings through every layer over sockets: a client's calls, a person's pages, the method, itsme's simulator and its trust
/// service.
struct SigningWalk: Sendable {
    /// How a signing ended, as its client reads it.
    struct End: Sendable {
        let id: String
        let status: String
        /// The stable code of a failure.
        let code: String?
        /// The level that each document reached.
        let levels: [String?]
    }

    static let text = Array("I owe you nothing.\n".utf8)
    static let secret = "office-secret-0123456789-0123456789"

    let stack: FlowStack
    let service: SigningService
    var method = "itsme"

    /// Runs a test against a broker that signs over the CSC API.
    static func overCSC<Value: Sendable>(_ body: @Sendable (SigningWalk) async throws -> Value) async throws -> Value {
        try await FlowStack.prepared(sample: "itsme-signing.yaml", edit: withoutOASIS) { stack in
            try stack.issueSeal()
            return try await stack.withSimulator {
                try await stack.withBroker { try await body(SigningWalk(stack: stack, service: stack.office())) }
            }
        }
    }

    /// Runs a test against a broker that signs over the OASIS API, to a port that knows its callers by their certificates.
    static func overOASIS<Value: Sendable>(_ body: @Sendable (SigningWalk) async throws -> Value) async throws -> Value
    {
        let port = try FreePort.take(1)[0]
        let edit: @Sendable (String) -> String = { $0.replacing("localhost:8483", with: "localhost:\(port)") }
        return try await FlowStack.prepared(sample: "itsme-signing.yaml", edit: edit) { stack in
            try stack.issueSeal()
            let tls = try stack.issuePartner()
            let partners = SimulatorServer(stack.simulator, port: port, mutualTLS: tls)
            return try await stack.withSimulator {
                try await FlowStack.withRunning(partners, at: port) {
                    try await stack.withBroker {
                        try await body(SigningWalk(stack: stack, service: stack.office(), method: "itsme-oasis"))
                    }
                }
            }
        }
    }

    /// Orders, consents, approves and waits for the end, with faults that wait for their occasion.
    func sign(
        _ documents: [[UInt8]] = [text],
        level: String = "B-B",
        acceptable: String? = nil,
        advanced: Bool = false,
        policy: String? = nil,
        as persona: String = "saar",
        named subject: String? = nil,
        faults: ArmedFault...
    ) async throws -> End {
        var listed: [JSON] = []
        for (index, bytes) in documents.enumerated() {
            let id = try await service.upload(bytes, name: "\(index).txt", mediaType: "text/plain")
            var document: JSON = ["document": .string(id), "format": "cades", "level": .string(level)]
            document["acceptable_level"] = acceptable.map { .string($0) }
            listed.append(document)
        }
        var order: JSON = [
            "level": advanced ? "aes" : "qes", "documents": .array(listed), "methods": [.string(method)],
        ]
        if let policy { order["policy"] = ["identifier": .string(policy)] }
        if let subject { order["signer"] = ["subject": .string(subject)] }
        let signing = try await service.create(order)
        for fault in faults { await stack.simulator.control.arm(fault) }
        do {
            try await ScriptedPerson(service: service, persona: persona)
                .sign(signing.id, at: signing.signURL, with: method)
        } catch is SigningTrouble {}
        await stack.simulator.control.clearFaults()
        let status = try await service.status(signing.id)
        return End(
            id: signing.id,
            status: try status.requireString("status"),
            code: status["error"]?["code"]?.string,
            levels: status["documents"]?.elements?.map { $0["level_reached"]?.string } ?? []
        )
    }

    static func withoutOASIS(_ settings: String) -> String {
        let end = settings.range(of: "\n  itsme-oasis:")?.lowerBound ?? settings.endIndex
        return settings[..<end].replacing("[itsme, itsme-oasis]", with: "[itsme]") + "\n"
    }
}

extension FlowStack {
    /// What the sample names beside the keys of sign-ins: the office's secret, the organisation's seal, the root of it all.
    func issueSeal(validity: TimeInterval = 2 * 365 * 86_400) throws {
        let seal = try simulator.trust.issueSeal(
            organization: "Test office",
            identifier: "NTRBE-0123456789",
            validity: validity
        )
        try write(SigningWalk.secret, to: "office.secret")
        try write("demo-signing-secret-0123456789abcdef", to: "itsme-signing.secret")
        try write(try seal.privateKeyPEM(), to: "seal-key.pem")
        try write(try seal.chainPEM(), to: "seal-chain.pem")
        try write(try simulator.trust.rootPEM(), to: "simulator-root.pem")
    }

    /// Certificates for both ends of the partners' port.
    fileprivate func issuePartner() throws -> MutualTLS {
        let files = try ConnectionFiles()
        let authority = files.authority()
        let (partner, server) = (
            try files.issue("broker.localhost", by: authority), try files.issue("localhost", by: authority)
        )
        for (name, path) in [
            ("partner.pem", partner.chain), ("partner-key.pem", partner.key), ("partner-ca.pem", server.authority),
        ] {
            try write(try String(contentsOfFile: path, encoding: .utf8), to: name)
        }
        return try MutualTLS(certificate: server.chain, key: server.key, clientCA: server.authority)
    }

    func write(_ text: String, to name: String) throws {
        let file = folder.appending(path: ".demo/keys/\(name)")
        try text.write(to: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    /// The sample's client that has documents signed.
    func office() async throws -> SigningService {
        try await SigningService(
            base: url("/"),
            client: "sample-office",
            secret: SigningWalk.secret,
            transport: AsyncHTTPTransport.guarded(allowsLoopbackHTTP: true)
        )
    }
}
