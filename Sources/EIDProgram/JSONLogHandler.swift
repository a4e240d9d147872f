import EIDJSON
import Logging

/// Writes each log entry as one JSON object a line to standard error, for log collectors.
struct JSONLogHandler: LineLogHandler {
    let label: String
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    init(label: String) { self.label = label }

    func line(for event: LogEvent, _ metadata: [(key: String, value: Logger.MetadataValue)]) -> [UInt8] {
        var writer = JSONWriter(reserving: 256)
        writer.beginObject()
        writer.member("time", UTCTimestamp.now)
        writer.member("level", event.level.rawValue)
        writer.member("label", label)
        writer.member("message", event.message.description)
        for (key, value) in metadata {
            writer.name(key)
            writer.value(Self.json(value))
        }
        writer.endObject()
        return writer.bytes
    }

    private static func json(_ value: Logger.MetadataValue) -> JSON {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let value): .string(value.description)
        case .array(let values): .array(values.map(json))
        case .dictionary(let values):
            .object(values.sorted { $0.key < $1.key }.map { (name: $0.key, value: json($0.value)) })
        }
    }
}
