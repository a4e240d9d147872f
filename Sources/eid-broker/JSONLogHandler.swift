import EIDJSON
import FoundationEssentials
import Logging

/// Writes each log entry as one JSON object a line to standard error, for log collectors.
struct JSONLogHandler: LogHandler {
    let label: String
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var writer = JSONWriter(reserving: 256)
        writer.beginObject()
        writer.member("time", UTCTimestamp.now)
        writer.member("level", event.level.rawValue)
        writer.member("label", label)
        writer.member("message", event.message.description)
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            writer.name(key)
            writer.value(Self.json(value))
        }
        writer.endObject()
        Terminal.complain(String(decoding: writer.bytes, as: UTF8.self))
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
