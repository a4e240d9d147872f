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
            writer.name(Self.free(key, beside: metadata))
            writer.value(Self.json(value))
        }
        writer.endObject()
        return writer.bytes
    }

    /// The names of an entry's own members.
    private static let reserved: Set<String> = ["time", "level", "label", "message"]

    /// A name that no other member has: of two with one name, some collectors take the last.
    private static func free(_ key: String, beside metadata: [(key: String, value: Logger.MetadataValue)]) -> String {
        guard reserved.contains(key) else { return key }
        var name = "metadata.\(key)"
        while metadata.contains(where: { $0.key == name }) { name = "metadata.\(name)" }
        return name
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
