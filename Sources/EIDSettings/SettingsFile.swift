import EIDBroker
import EIDJOSE
import EIDMethod

/// Reads a settings file: all of it, or all that is wrong with it.
public struct SettingsFile: Sendable {
    /// Where the file is.
    public let path: String
    /// What it may hold.
    public let table: SettingsTable
    /// The environment's variables, which secrets may name.
    public let environment: [String: String]

    /// Names a file; nothing is read yet.
    public init(path: String, table: SettingsTable, environment: [String: String]) {
        self.path = path
        self.table = table
        self.environment = environment
    }

    /// Reads and checks the file and every secret that it names.
    public func load() throws(SettingsProblems) -> LoadedSettings {
        let root: SettingsNode
        let digest: [UInt8]
        do throws(SettingsSyntaxError) {
            let text = try text()
            digest = SHA256.digest(text)
            root = try SettingsParser.parse(text)
        } catch {
            throw SettingsProblems(file: path, issues: [.init("", error.message)], lines: ["": error.line])
        }
        var reading = SettingsReading(table: table, secrets: secrets)
        guard var loaded = reading.read(root, of: path), reading.issues.isEmpty else {
            throw SettingsProblems(file: path, issues: reading.issues, lines: reading.lines)
        }
        // For evidence; it says nothing of the secrets that the file names.
        loaded.broker.settingsDigest = digest
        return loaded
    }

    private var secrets: SecretSource {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        return SecretSource(folder: folder, environment: environment)
    }

    private func text() throws(SettingsSyntaxError) -> String {
        let bytes: [UInt8]
        do throws(SmallFile.Unreadable) {
            bytes = try SmallFile.read(path, limit: SettingsParser.maximumBytes).bytes
        } catch {
            throw SettingsSyntaxError(line: 0, error.reason)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingsSyntaxError(line: 0, "is not UTF-8 text")
        }
        return text
    }
}
