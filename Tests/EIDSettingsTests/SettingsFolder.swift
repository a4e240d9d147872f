import EIDJOSE
import EIDMethod
import EIDSettings
import Foundation

/// A folder of its own for one test: a settings file, keys and secrets; gone when the test ends.
final class SettingsFolder {
    let url: URL
    static let table = SettingsTable(
        registry: MethodRegistry(ToyProvider.self),
        server: [.optional("port", .integer(0...65535), default: 8480, "The port.")]
    )

    /// The same for every test: making it takes long.
    private static let rsa = Result { try JWK.generate(.rsa()).privatePEM() }

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "eid-settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try write("secret", SecureRandom.token() + "\n")
        try write("subject", SecureRandom.token() + "\n")
        try write("ec.pem", JWK.generate(.p256).privatePEM())
        try write("method.pem", JWK.generate(.p256).privatePEM())
        try write("other.pem", JWK.generate(.p256).privatePEM())
        try write("rsa.pem", Self.rsa.get())
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file that only its owner may read.
    func write(_ name: String, _ text: String, mode: Int = 0o600) throws {
        try write(name, Array(text.utf8), mode: mode)
    }

    func write(_ name: String, _ bytes: [UInt8], mode: Int = 0o600) throws {
        let path = url.appending(path: name).path
        try Data(bytes).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// Loads a settings file with this text.
    func load(_ text: String, environment: [String: String] = [:]) throws(SettingsProblems) -> LoadedSettings {
        try? write("settings.yaml", text)
        let path = url.appending(path: "settings.yaml").path
        return try SettingsFile(path: path, table: Self.table, environment: environment).load()
    }

    /// What is wrong with a settings file: `PATH  MESSAGE`, in the order of the file.
    func problems(_ text: String, environment: [String: String] = [:]) -> SettingsProblems? {
        do throws(SettingsProblems) {
            _ = try load(text, environment: environment)
            return nil
        } catch {
            return error
        }
    }

    /// The paths of everything wrong.
    func paths(_ text: String, environment: [String: String] = [:]) -> [String] {
        problems(text, environment: environment)?.issues.map(\.path) ?? []
    }

    /// Settings without any mistake.
    static let good = """
        issuer: http://localhost:8480
        server: { port: 0 }
        storage:
          kind: memory
          secret: { file: secret }
        subjectSecret: { file: subject }
        signingKeys:
          - key: { file: ec.pem }
          - key: { file: rsa.pem }
        clients:
          - id: shop
            name: Shop
            redirectURIs: [http://localhost:8482/callback]
            authentication: { kind: secret_basic, secret: { file: secret } }
            methods: [toy]
            attributes: [givenName]
        methods:
          toy:
            provider: toy
            keys: [{ use: signing, key: { file: method.pem } }]
            settings: { clientID: abc }
        """

    /// The good settings with one line changed.
    static func good(replacing line: String, with other: String) -> String {
        good.replacingOccurrences(of: line, with: other)
    }
}
