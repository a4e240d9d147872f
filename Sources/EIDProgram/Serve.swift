import ArgumentParser
import EIDMethod
import EIDSettings
import Logging

/// `eid-broker serve`: runs until SIGTERM or SIGINT, then lets requests in progress finish.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the broker.")

    /// How log entries are written.
    enum LogFormat: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    /// Which log entries are written.
    enum Level: String, ExpressibleByArgument, CaseIterable {
        case trace, debug, info, notice, warning, error, critical
    }

    @OptionGroup var settings: ConfigurationOption

    @Option(help: "text or json, to standard error.")
    var logFormat = LogFormat.text

    @Option(help: "The lowest level written.")
    var logLevel = Level.info

    @Flag(help: "Take a subjectSecret that is not the one of before: every person becomes a stranger to every client.")
    var newSubjects = false

    func run() async throws {
        let log = makeLog()
        let (loaded, external) = try await settings.load(log: log)
        for warning in loaded.warnings {
            log.warning("a setting is unwise", metadata: ["path": "\(warning.path)", "why": "\(warning.message)"])
        }
        OpenFiles.useWholeLimit()
        var process = BrokerProcess(settings: loaded, external: external, log: log)
        process.takesNewSubjects = newSubjects
        try await process.run()
    }

    private func makeLog() -> Logger {
        let format = logFormat
        var log = Logger(label: "eid-broker") { label in
            switch format {
            case .text: TextLogHandler(label: label)
            case .json: JSONLogHandler(label: label)
            }
        }
        log.logLevel = Logger.Level(rawValue: logLevel.rawValue) ?? .info
        return log
    }
}
