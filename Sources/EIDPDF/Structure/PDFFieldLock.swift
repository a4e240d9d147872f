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

    /// The names as bytes, in order: there may be thousands, and each change asks.
    private let sorted: [[UInt8]]

    /// Whether a field of that name is locked, or one below it, which shows what it inherits.
    public func covers(_ name: String) -> Bool {
        if action == .all { return true }
        let name = Array(name.utf8)
        let isNamed = isListed(name[...]) || name.indices.contains { name[$0] == Self.dot && isListed(name[..<$0]) }
        guard action == .include else { return !isNamed }
        let below = name + [Self.dot]
        let next = place(of: below[...])
        return isNamed || (next < sorted.count && sorted[next].starts(with: below))
    }

    private static let dot = UInt8(ascii: ".")

    private func isListed(_ name: ArraySlice<UInt8>) -> Bool {
        let next = place(of: name)
        return next < sorted.count && sorted[next].elementsEqual(name)
    }

    /// How many names stand before that one.
    private func place(of name: ArraySlice<UInt8>) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
        }
        return low
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
        sorted = names.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
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
