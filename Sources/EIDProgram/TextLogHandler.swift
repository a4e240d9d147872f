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
        for part in [" ", event.level.rawValue, " ", label, ": "] { line += part.utf8 }
        Self.append(event.message.description, to: &line)
        for (key, value) in metadata {
            line.append(UInt8(ascii: " "))
            Self.append(key, to: &line)
            line.append(UInt8(ascii: "="))
            if case .string(let text) = value {
                Self.appendValue(text, to: &line)
            } else {
                Self.appendValue(value.description, to: &line)
            }
        }
        return line
    }

    /// A value in quotes where it could be taken for more than one: what somebody else wrote must not fake a field.
    private static func appendValue(_ text: String, to line: inout [UInt8]) {
        let isOne = text.utf8.allSatisfy { 0x21..<0x7F ~= $0 && $0 != UInt8(ascii: "=") && $0 != quote }
        if isOne {
            line += text.utf8
            return
        }
        let printable = TerminalText.printable(text)
        guard printable.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0 == "=" || $0 == "\"" }) else {
            line += printable.utf8
            return
        }
        line.append(quote)
        for byte in printable.utf8 {
            if byte == quote || byte == UInt8(ascii: "\\") { line.append(UInt8(ascii: "\\")) }
            line.append(byte)
        }
        line.append(quote)
    }

    private static let quote = UInt8(ascii: "\"")

    /// A line is an entry: what somebody else wrote must neither begin another one nor steer the terminal.
    private static func append(_ text: String, to line: inout [UInt8]) {
        // Nearly everything is plain, and a log is written often.
        let isPlain = text.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
        line += (isPlain ? text : TerminalText.printable(text)).utf8
    }
}
