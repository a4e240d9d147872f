import FoundationEssentials
import Logging

/// Writes each log entry as one line to standard error, for people who watch.
///
/// The library's own handler asks the system for the local time zone at every line; ours writes UTC, as log collectors
/// want it anyway.
struct TextLogHandler: LogHandler {
    let label: String
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = UTCTimestamp.now
        line += " \(event.level) \(label): \(event.message)"
        let all = event.metadata.map { metadata.merging($0) { $1 } } ?? metadata
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            line += " \(key)="
            line += Self.plain(value.description)
        }
        Terminal.complain(line)
    }

    /// A line is an entry: what somebody else wrote must not begin another one.
    private static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 })
        )
    }
}
