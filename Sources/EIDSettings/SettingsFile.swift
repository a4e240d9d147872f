import EIDBroker
public import EIDExternalMethod
import EIDJOSE
public import EIDMethod
public import FoundationEssentials

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

    /// The executables that perform methods in processes of their own.
    ///
    /// They are started before the file is read as a whole, because each says which settings its methods have; the table of
    /// that reading has them in its registry.
    public func externalMethods() throws(SettingsProblems) -> [ExternalExecutable] {
        let (executables, issues) = try examineExternalMethods()
        guard issues.isEmpty else { throw problems(issues) }
        return executables
    }

    /// The same executables, or none and what is wrong with the section; throws only where there is nothing to read.
    package func examineExternalMethods() throws(SettingsProblems) -> ([ExternalExecutable], [ConfigurationIssue]) {
        let (root, _) = try parse()
        var reading = SettingsReading(table: table, secrets: secrets)
        let executables = reading.externalMethods(root)
        return (executables, reading.issues)
    }

    /// Problems of external methods, told like those of the file itself.
    public func problems(_ issues: [ConfigurationIssue]) -> SettingsProblems {
        var reading = SettingsReading(table: table, secrets: secrets)
        if let (root, _) = try? parse() { _ = reading.externalMethods(root) }
        return SettingsProblems(file: path, issues: issues, lines: reading.lines)
    }

    /// Reads and checks the file and every secret that it names.
    ///
    /// With a moment, what time has done to the settings is a problem as well, such as a seal that has expired, and what it is
    /// about to do a warning. A broker starts without: it rather offers less than nothing.
    public func load(at moment: Date? = nil) throws(SettingsProblems) -> LoadedSettings {
        var examination = try examine(at: moment)
        examination.compareClients()
        examination.compareNames()
        return try examination.result()
    }

    /// Reads and checks the file and every secret that it names, and goes on where something is wrong.
    ///
    /// With `external`, what is wrong with external methods already, a method is not blamed for naming one that does not run.
    package func examine(
        at moment: Date? = nil,
        after external: [ConfigurationIssue] = []
    ) throws(SettingsProblems) -> SettingsExamination {
        let (root, text) = try parse()
        var reading = SettingsReading(table: table, secrets: secrets)
        if !external.isEmpty { reading.excusesExternalMethods = true }
        var settings = reading.read(root, at: moment)
        // For evidence; it says nothing of the secrets that the file names.
        settings?.broker.settingsDigest = SHA256.digest(text)
        return SettingsExamination(settings, reading, after: external, file: path)
    }

    private func parse() throws(SettingsProblems) -> (SettingsNode, String) {
        do throws(SettingsSyntaxError) {
            let text = try text()
            // A byte order mark is part of the file and none of YAML's text (YAML 1.2 §5.2).
            let content = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
            return (try SettingsParser.parse(content), text)
        } catch {
            throw SettingsProblems(file: path, issues: [.init("", error.message)], lines: ["": error.line])
        }
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
