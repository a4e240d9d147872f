import EIDSimulatorServer
import EIDSimulatorTrust
import Foundation

/// The files of TLS connections, in a folder that lives as long as this.
final class ConnectionFiles: Sendable {
    let folder: URL

    /// A key, the certificate with its issuer, and the issuer alone.
    struct Names: Sendable {
        let key: String
        let chain: String
        let authority: String
    }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "eid-connections-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// An authority of its own, which another call does not share.
    func authority(now: @escaping @Sendable () -> Date = { Date() }) -> TrustService {
        TrustService(TrustService.Settings(baseURL: "http://trust.example/trust"), now: now)
    }

    /// Issues a certificate and writes it down.
    func issue(_ name: String, by service: TrustService, validity: TimeInterval = 2 * 365 * 86_400) throws -> Names {
        let issued = try service.issueConnection(name: name, validity: validity)
        let stem = UUID().uuidString
        let names = Names(key: path("\(stem).key"), chain: path("\(stem).pem"), authority: path("\(stem).ca"))
        try Data(issued.privateKeyPEM().utf8).write(to: URL(filePath: names.key))
        try Data(issued.chainPEM().utf8).write(to: URL(filePath: names.chain))
        try Data(service.pem(of: .connections).utf8).write(to: URL(filePath: names.authority))
        return names
    }

    /// A certificate whose subject names an organisation alone, as its own authority.
    func withoutCommonName() throws -> Names {
        let names = Names(key: path("bare.key"), chain: path("bare.pem"), authority: path("bare.pem"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments =
            "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /O=Nobody -keyout \(names.key) -out \(names.chain)"
            .split(separator: " ").map(String.init)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw FlowFailure("openssl made no certificate") }
        return names
    }
}
