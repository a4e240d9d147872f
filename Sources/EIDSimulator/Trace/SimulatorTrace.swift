public import EIDJSON

/// Why a simulated transaction went as it did: what came in, which rules were checked, what was issued.
public struct SimulatorTrace: Sendable {
    /// One line of a trace.
    public struct Entry: Sendable {
        /// The kinds of line.
        public enum Kind: String, Sendable {
            case received, passed, failed, note, issued
        }

        /// When, as date-time text of the simulator's clock.
        public let time: String
        /// What kind of line.
        public let kind: Kind
        /// The rule that was checked, by its section in the protocol reference, such as `§6.7`.
        public let rule: String
        /// What happened.
        public let text: String
        /// What came in or went out, with secrets and tokens redacted.
        public let detail: JSON?
    }

    /// The number that the upstream's own error page shows.
    public let id: String
    /// The client, once known.
    public var client: String?
    /// The action this trace belongs to, once there is one.
    public var action: String?
    /// The lines, oldest first.
    public private(set) var entries: [Entry] = []

    /// Starts a trace.
    public init(id: String, client: String? = nil) {
        self.id = id
        self.client = client
    }

    /// Adds a line.
    public mutating func add(_ kind: Entry.Kind, rule: String, _ text: String, at time: String, detail: JSON? = nil) {
        entries.append(Entry(time: time, kind: kind, rule: rule, text: text, detail: detail))
    }

    /// The rules that were broken, as `§6.7: text`.
    public var violations: [String] {
        entries.filter { $0.kind == .failed }.map { "\($0.rule): \($0.text)" }
    }

    /// The trace as JSON.
    public var json: JSON {
        var tree: JSON = ["id": .string(id)]
        tree["client"] = client.map { .string($0) }
        tree["action"] = action.map { .string($0) }
        tree["violations"] = .strings(violations)
        tree["entries"] = .array(
            entries.map { entry in
                var line: JSON = [
                    "time": .string(entry.time), "kind": .string(entry.kind.rawValue), "rule": .string(entry.rule),
                    "text": .string(entry.text),
                ]
                line["detail"] = entry.detail
                return line
            }
        )
        return tree
    }
}
