/// Which fields a signature locks (ISO 32000-2 §12.7.5.5 and §12.8.2.4).
public struct PDFFieldLock: Sendable, Equatable {
    /// How the names are meant.
    public enum Action: String, Sendable {
        /// Every field.
        case all = "All"
        /// The named fields.
        case include = "Include"
        /// Every field but the named ones.
        case exclude = "Exclude"
    }

    /// How the names are meant.
    public let action: Action
    /// Full names of fields; each stands for the fields below it too.
    public let names: [String]
    /// Whether the lock permits no change at all (`P` is 1).
    public let permitsNoChanges: Bool

    /// Whether the lock permits nobody to annotate (`P` is 1 or 2).
    public let permitsNoAnnotations: Bool

    /// Whether a field of that name is locked, or one below it, which shows what it inherits.
    public func covers(_ name: String) -> Bool {
        func isBelow(_ one: String, _ other: String) -> Bool { one.utf8.starts(with: (other + ".").utf8) }
        let isNamed = names.contains { PDFForm.isSame(name, $0) || isBelow(name, $0) }
        return switch action {
        case .all: true
        case .include: isNamed || names.contains { isBelow($0, name) }
        case .exclude: !isNamed
        }
    }

    init(_ dictionary: PDFDictionary, _ reader: inout PDFObjectReader) throws(PDFError) {
        guard let action = try reader.value("Action", of: dictionary)?.name.flatMap({ Action(rawValue: $0.text) })
        else {
            throw .malformed("a field lock has no known action")
        }
        self.action = action
        var names: [String] = []
        if let fields = try reader.value("Fields", of: dictionary) {
            guard let array = fields.array else { throw .malformed("a field lock's names are no array") }
            // Many signatures may share one long list, and each lock keeps its own.
            guard array.count <= 4_096 else { throw .tooLarge("a field lock has too many names") }
            for element in array {
                guard let name = try reader.resolve(element).string else {
                    throw .malformed("a field lock's name is no string")
                }
                names.append(PDFText.decode(name))
            }
        }
        self.names = names
        let permission = try reader.value("P", of: dictionary)?.integer
        permitsNoChanges = permission == 1
        permitsNoAnnotations = permission == 1 || permission == 2
    }

    /// The transform parameters of a signature that applies this lock.
    var transformParameters: PDFDictionary {
        var result: PDFDictionary = [
            "Type": .name("TransformParams"), "V": .name("1.2"), "Action": .name(PDFName(action.rawValue)),
        ]
        if action != .all { result["Fields"] = .array(names.map { .text($0) }) }
        return result
    }
}
