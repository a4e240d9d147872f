import EIDSimulatorTrust
import Foundation

/// A folder with authorities of its own, and the `openssl` command to ask and judge with.
final class TrustFolder {
    let url: URL
    var keys: String { url.appendingPathComponent("keys").path }

    /// Made once for all tests: RSA keys are what makes a folder slow.
    private static let authorities = Result { () throws -> [String: Data] in
        let folder = try TrustFolder(empty: ())
        let service = TrustService(
            TrustService.Settings(baseURL: "https://sim.example/trust", folder: folder.keys),
            now: { Date(timeIntervalSince1970: 1_790_000_000) }
        )
        for role in [TrustAuthority.signers, .seals, .timestamps] { _ = try service.certificate(of: role) }
        let kept = TrustAuthority.allCases.filter { ![.stranger, .connections].contains($0) }
        return try kept.reduce(into: [:]) { files, role in
            let file = "keys/\(role.rawValue).pem"
            files[file] = try Data(contentsOf: folder.url.appendingPathComponent(file))
        }
    }

    private init(empty: Void) throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("eid-itsme-trust-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: true)
    }

    convenience init() throws {
        try self.init(empty: ())
        for (name, data) in try Self.authorities.get() { try data.write(to: url.appendingPathComponent(name)) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: url.appendingPathComponent(name))
        return path(name)
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url.appendingPathComponent(name))) }

    /// Runs `openssl` and gives everything it wrote.
    @discardableResult
    func openssl(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments.flatMap { $0.split(separator: " ").map(String.init) }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
