/// Where each object is: all cross-reference sections of a file, the newest first.
struct CrossReferences: Sendable {
    /// What a section says of one object.
    enum Entry: Sendable, Equatable {
        case free
        case offset(Int, generation: Int)
        case compressed(container: Int, index: Int)
    }

    /// How a section is written; an update continues in the same way.
    enum Form: Sendable { case table, stream }

    /// One section with its trailer.
    struct Section: Sendable {
        let offset: Int
        let form: Form
        let trailer: PDFDictionary
        /// What `XRefStm` leads to, for newer readers (ISO 32000-1 §7.5.8.4).
        let hybrid: HybridStream?
        /// Whether a name in the trailer is another one to some readers.
        let hasUnclearName: Bool
        /// Whether an object is said to be in use and to stand at 0, where none can; some readers give up over that, and
        /// search the file.
        let hasPlaceZero: Bool

        var isHybrid: Bool { hybrid != nil }
    }

    /// The cross-reference stream beside a table.
    struct HybridStream: Sendable {
        let offset: Int
        let trailer: PDFDictionary
    }

    private(set) var entries: [Int: Entry] = [:]
    private(set) var sections: [Section] = []
    /// Where any section says that an object is, those included that newer sections replace.
    private(set) var places: Set<Int> = []
    /// Where `trailer` stands in each section that is a table.
    private(set) var trailerKeywords: Set<Int> = []
    /// What readers see that know of tables only; kept apart from the first section on where that may be something else.
    private var tables: [Int: Entry]?

    /// Whether a table replaces an object that an older stream of cross-references calls compressed; Ghostscript takes that
    /// one all the same.
    private(set) var hasStaleObjects = false
    /// Whether a table could do that: it continues a stream of cross-references in which objects are compressed.
    private(set) var isMixed = false

    /// Adds what an older section knows of objects that no newer one mentions.
    mutating func add(_ older: some Sequence<(Int, Entry)>) {
        let isBehindTable = sections.contains { $0.form == .table && !$0.isHybrid }
        for (number, entry) in older {
            if isBehindTable, case .compressed = entry {
                isMixed = true
                if let newer = entries[number], newer != entry { hasStaleObjects = true }
            }
            if entries[number] == nil { entries[number] = entry }
            if tables != nil, tables?[number] == nil { tables?[number] = entry }
        }
    }

    /// Adds what a hybrid section tells newer readers only (ISO 32000-1 §7.5.8.4).
    mutating func addHidden(_ older: some Sequence<(Int, Entry)>) {
        if tables == nil { tables = entries }
        for (number, entry) in older where entries[number] == nil { entries[number] = entry }
    }

    /// The numbers under which old and new readers find different objects, or only one of them finds any.
    var hidden: Set<Int> {
        guard let tables else { return [] }
        let numbers = Set(entries.keys).union(tables.keys)
        return numbers.filter { entries[$0] ?? .free != tables[$0] ?? .free }
    }

    /// Notes what a section says, whether it still counts or not.
    mutating func notePlaces(_ entries: [(Int, Entry)], trailer: Int?) {
        for case (_, .offset(let offset, _)) in entries { places.insert(offset) }
        if let trailer { trailerKeywords.insert(trailer) }
    }

    mutating func add(_ section: Section) { sections.append(section) }

    /// The place of the newest section.
    var start: Int { sections.first?.offset ?? 0 }
    /// The newest trailer.
    var trailer: PDFDictionary { sections.first?.trailer ?? [:] }
    /// The form of the newest section.
    var form: Form { sections.first?.form ?? .table }
    /// The first number that no object has.
    var nextNumber: Int {
        let sizes = sections.map { $0.trailer["Size"]?.integer ?? 0 }
        return max(sizes.max() ?? 0, (entries.keys.max() ?? 0) + 1, 1)
    }
}
