import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSimulator
import EIDSimulatorServer
import EIDSimulatorTrust
import Foundation
import Logging
import ServiceLifecycle
import Synchronization

typealias ServiceLike = Service

/// Why a test could not go on.
struct FlowFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// The machine's time plus what a test adds.
final class TestClock: Sendable {
    private let offset = Mutex(TimeInterval(0))

    var wall: WallClock { WallClock { Date().addingTimeInterval(self.offset.withLock { $0 }) } }

    func advance(by seconds: TimeInterval) { offset.withLock { $0 += seconds } }
}

/// Keeps every log entry as text, so that a test can look for what must not be there.
final class CapturedLog: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    var logger: Logger {
        var logger = Logger(label: "flow") { _ in Handler(log: self) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let log: CapturedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            log.lines.withLock { $0.append("\(event.level) \(event.message) \(all)") }
        }
    }
}

extension FlowStack {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Keys are slow to make and the same for every test.
    private static let keyFiles: [String: String] = {
        func pem(_ kind: JWK.Kind) -> String { (try? JWK.generate(kind).privatePEM()) ?? "" }
        func secret() -> String { SecureRandom.token(32) }
        return [
            "broker-ec.pem": pem(.p256), "broker-rsa.pem": pem(.rsa(bits: 2048)),
            "itsme-signing.pem": pem(.rsa(bits: 2048)), "itsme-encryption.pem": pem(.rsa(bits: 2048)),
            "bank.jwks.json": (try? JWKSet(keys: [JWK.generate(.p256)]).json().text) ?? "",
            "storage.secret": secret(), "subject.secret": secret(), "shop.secret": shopSecret,
            "itsme-client.secret": "demo-client-secret-0123456789abcdef",
        ]
    }()
    static let shopSecret = "shop-secret-0123456789-0123456789"
    private static let simulatorKeys: ItsmeKeys? = try? .generate()
    private static let trustKeys = TrustKeyPool()
    /// The sample people, read once.
    static let people = Result {
        let file = root.appending(path: "Samples/simulator/personas.yaml")
        return try ItsmePersona.load(yaml: String(contentsOf: file, encoding: .utf8))
    }

    init(sample: String, edit: (String) -> String) throws {
        let found = try FreePort.take(3)
        let ports = (broker: found[0], simulator: found[1], client: found[2])
        func ported(_ text: String) -> String {
            // In one pass, since a port that was put in may itself contain one of the others; and only where a port stands, since
            // a file's name may contain one as well.
            text.replacing(#/(localhost:|127\.0\.0\.1:|port: )848([012])\b/#) { match in
                switch match.2 {
                case "0": "\(match.1)\(ports.broker)"
                case "1": "\(match.1)\(ports.simulator)"
                default: "\(match.1)\(ports.client)"
                }
            }
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "eid-flow-\(UUID().uuidString)")
        let files = FileManager.default
        try files.createDirectory(at: folder.appending(path: "Samples"), withIntermediateDirectories: true)
        try files.createDirectory(at: folder.appending(path: ".demo/keys"), withIntermediateDirectories: true)
        let samples = Self.root.appending(path: "Samples")
        let settings = ported(edit(try String(contentsOf: samples.appending(path: sample), encoding: .utf8)))
        try settings.write(
            to: folder.appending(path: "Samples/itsme-simulator.yaml"),
            atomically: true,
            encoding: .utf8
        )
        for (name, content) in Self.keyFiles {
            let file = folder.appending(path: ".demo/keys/\(name)")
            try content.write(to: file, atomically: true, encoding: .utf8)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        }
        let yaml = ported(try String(contentsOf: samples.appending(path: "simulator/itsme.yaml"), encoding: .utf8))
        var configuration = try ItsmeSimulatorConfiguration.load(yaml: yaml)
        configuration.personas += try Self.people.get()
        self.folder = folder
        self.ports = ports
        clock = TestClock()
        log = CapturedLog()
        // A machine that runs many tests may take longer than itsme allows.
        let download = PartnerDownload(timeout: .seconds(60))
        simulator = try ItsmeSimulator(
            configuration: configuration,
            seed: 7,
            keys: Self.simulatorKeys,
            signers: nil,
            trustKeys: Self.trustKeys,
            download: { try await download($0) }
        )
    }
}
