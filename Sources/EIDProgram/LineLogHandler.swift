import Logging

/// A handler that writes each entry as one line to standard error.
protocol LineLogHandler: LogHandler {
    /// One entry without the end of its line; the metadata is sorted by key.
    func line(for event: LogEvent, _ metadata: [(key: String, value: Logger.MetadataValue)]) -> [UInt8]
}

extension LineLogHandler {
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { Terminal.complain(line(for: event, sortedMetadata(of: event))) }

    /// The event's metadata, and the handler's where the event has none of that key.
    private func sortedMetadata(of event: LogEvent) -> [(key: String, value: Logger.MetadataValue)] {
        let own = event.metadata ?? [:]
        var entries = own.map { ($0.key, $0.value) }
        for (key, value) in metadata where own[key] == nil { entries.append((key, value)) }
        return entries.sorted { $0.0 < $1.0 }
    }
}
