public import Logging
import Synchronization

/// Keeps everything that is logged, at every level.
public final class LogCapture: Sendable {
    private let lines = Mutex<[String]>([])

    /// Starts empty.
    public init() {}

    /// A logger that writes here, from `trace` upwards.
    public func logger(label: String = "capture") -> Logger {
        Logger(label: label) { _ in Handler(capture: self) }
    }

    /// One line per entry: level, message and metadata, nothing shortened.
    public var entries: [String] { lines.withLock { $0 } }

    /// Everything in one text.
    public var text: String { entries.joined(separator: "\n") }

    private func append(_ line: String) { lines.withLock { $0.append(line) } }

    private struct Handler: LogHandler {
        let capture: LogCapture
        var metadataProvider: Logger.MetadataProvider?
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace

        init(capture: LogCapture) { self.capture = capture }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(event.metadata ?? [:]) { $1 }
            let fields = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let error = event.error.map { ["error=\(String(reflecting: $0))"] } ?? []
            capture.append(([event.level.rawValue, "\(event.message)"] + fields + error).joined(separator: " "))
        }
    }
}
