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
        var line: [UInt8] = []
        line.reserveCapacity(256)
        line += UTCTimestamp.now.utf8
        for part in [" ", event.level.rawValue, " ", label, ": ", event.message.description] { line += part.utf8 }
        var entries = event.metadata.map(Array.init) ?? []
        if !metadata.isEmpty { entries += metadata.filter { event.metadata?[$0.key] == nil } }
        entries.sort { $0.key < $1.key }
        for (key, value) in entries {
            line.append(UInt8(ascii: " "))
            line += key.utf8
            line.append(UInt8(ascii: "="))
            if case .string(let text) = value {
                Self.append(text, to: &line)
            } else {
                Self.append(value.description, to: &line)
            }
        }
        Terminal.complain(line)
    }

    /// A line is an entry: what somebody else wrote must not begin another one.
    private static func append(_ text: String, to line: inout [UInt8]) {
        for byte in text.utf8 { line.append(byte < 0x20 || byte == 0x7F ? UInt8(ascii: " ") : byte) }
    }
}
