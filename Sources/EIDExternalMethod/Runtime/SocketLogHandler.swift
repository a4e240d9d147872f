import EIDJSON
import Logging

/// Sends what a method logs to the broker, which writes it with its own.
struct SocketLogHandler: LogHandler {
    let peer: Peer?
    let instance: Int64
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(peer: Peer?, instance: Int64, logLevel: Logger.Level) {
        self.peer = peer
        self.instance = instance
        self.logLevel = logLevel
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(event.metadata ?? [:]) { $1 }
        var texts = all.mapValues { String("\($0)".prefix(1000)) }
        if let error = event.error { texts["error"] = String("\(error)".prefix(1000)) }
        let members = texts.sorted { $0.key < $1.key }.prefix(16).map {
            (name: $0.key, value: JSON.string($0.value.replacing("\0", with: " ")))
        }
        peer?.note(
            "log",
            [
                "instance": .integer(instance), "level": .string(event.level.rawValue),
                "message": .string(String("\(event.message)".prefix(1000))), "metadata": .object(members),
            ]
        )
    }
}
