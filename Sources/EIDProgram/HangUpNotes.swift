import Logging
import ServiceLifecycle
import UnixSignals

/// Answers SIGHUP, by which many servers read their settings again and which would end this one in the middle of requests.
///
/// One process has one state of its settings, which evidence names; another state is another start.
struct HangUpNotes: Service {
    let log: Logger
    private let signals: UnixSignalsSequence

    /// From here on the signal does nothing but to be noted.
    init(log: Logger) async {
        self.log = log
        signals = await UnixSignalsSequence(trapping: .sighup)
    }

    /// Notes each signal until the server shuts down.
    func run() async throws {
        await cancelWhenGracefulShutdown { [log, signals] in
            for await _ in signals { log.notice("settings are read at the start: restart to change them") }
        }
    }
}
