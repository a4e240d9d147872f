import Logging

/// Writes each log entry as one line to standard error, for people who watch.
///
/// The library's own handler asks the system for the local time zone at every line; ours writes UTC, as log collectors
/// want it anyway.
struct TextLogHandler: LineLogHandler {
    let label: String
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    init(label: String) { self.label = label }

    func line(for event: LogEvent, _ metadata: [(key: String, value: Logger.MetadataValue)]) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(256)
        line += UTCTimestamp.now.utf8
        for part in [" ", event.level.rawValue, " ", label, ": ", event.message.description] { line += part.utf8 }
        for (key, value) in metadata {
            line.append(UInt8(ascii: " "))
            line += key.utf8
            line.append(UInt8(ascii: "="))
            if case .string(let text) = value {
                Self.append(text, to: &line)
            } else {
                Self.append(value.description, to: &line)
            }
        }
        return line
    }

    /// A line is an entry: what somebody else wrote must not begin another one.
    private static func append(_ text: String, to line: inout [UInt8]) {
        for byte in text.utf8 { line.append(byte < 0x20 || byte == 0x7F ? UInt8(ascii: " ") : byte) }
    }
}
