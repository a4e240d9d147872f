import ArgumentParser
import EIDMethod
import EIDServer
import EIDSettings
import FoundationEssentials
import Logging

/// `--config FILE`, the same for every command that reads settings.
struct ConfigurationOption: ParsableArguments {
    @Option(name: [.customLong("config"), .customShort("c")], help: "The settings file.")
    var path = "eid-broker.yaml"

    /// The settings and the external methods that they name, which run from now on; or exit status 1 with every problem on
    /// standard error.
    ///
    /// With a moment, what time has done to them is a problem as well, and what the store says that is there already.
    func load(
        at moment: Date? = nil,
        takingNewSubjects: Bool = false,
        log: Logger = Self.warnings
    ) async throws -> (settings: LoadedSettings, external: ExternalMethods) {
        do throws(SettingsProblems) {
            return try await Self.load(
                file(BrokerProgram.offer.table),
                offering: BrokerProgram.offer.registry,
                at: moment,
                takingNewSubjects: takingNewSubjects,
                log: log
            )
        } catch {
            throw Self.refusal(error)
        }
    }

    /// Every setting that the file may hold, those of its external methods with the others.
    func table(log: Logger = Self.warnings) async throws -> SettingsTable {
        do throws(SettingsProblems) {
            let external = try await Self.start(file(BrokerProgram.offer.table), log: log)
            await external.stop()
            return BrokerProgram.Offer(external.added(to: BrokerProgram.offer.registry)).table
        } catch {
            throw Self.refusal(error)
        }
    }

    /// Starts what a file names, then reads it as a whole.
    static func load(
        _ file: SettingsFile,
        offering registry: MethodRegistry,
        at moment: Date? = nil,
        takingNewSubjects: Bool = false,
        log: Logger
    ) async throws(SettingsProblems) -> (settings: LoadedSettings, external: ExternalMethods) {
        let (executables, section) = try file.examineExternalMethods()
        let (external, failures) = await ExternalMethods.start(executables, log: log)
        do throws(SettingsProblems) {
            let table = BrokerProgram.Offer(external.added(to: registry)).table
            let whole = SettingsFile(path: file.path, table: table, environment: file.environment)
            // One look tells everything: each step goes on where one before it has found something wrong.
            var examination = try whole.examine(at: moment, after: section + failures)
            examination.add(found: await external.issues(in: examination.methods))
            examination.compareClients()
            examination.compareNames()
            examination.add(failures: examination.settings?.startUpIssues(at: moment) ?? [])
            // A start looks once the store is open.
            if moment != nil {
                let found = await examination.settings?.storedIssues(takingNewSubjects: takingNewSubjects)
                examination.add(failures: found ?? [])
            }
            examination.add(warnings: examination.settings?.startUpWarnings(at: moment ?? Date()) ?? [])
            return (try examination.result(), external)
        } catch {
            await external.stop()
            throw error
        }
    }

    private static func start(_ file: SettingsFile, log: Logger) async throws(SettingsProblems) -> ExternalMethods {
        let (external, issues) = await ExternalMethods.start(try file.externalMethods(), log: log)
        guard issues.isEmpty else {
            await external.stop()
            throw file.problems(issues)
        }
        return external
    }

    private func file(_ table: SettingsTable) -> SettingsFile {
        SettingsFile(path: path, table: table, environment: ProcessInfo.processInfo.environment)
    }

    /// For commands that only look: what goes wrong is said, what goes well is not.
    private static var warnings: Logger {
        var log = Logger(label: "eid-broker") { TextLogHandler(label: $0) }
        log.logLevel = .warning
        return log
    }

    /// Exit status 1, with every problem on standard error.
    static func refusal(_ problems: SettingsProblems) -> ExitCode {
        // External methods have a say in them.
        let lines = problems.lines + [problems.lines.count == 1 ? "1 problem" : "\(problems.lines.count) problems"]
        Terminal.complain(TerminalText.lines(lines))
        return ExitCode(1)
    }
}
