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
        let isHybrid: Bool
    }

    private(set) var entries: [Int: Entry] = [:]
    private(set) var sections: [Section] = []

    /// Adds what an older section knows of objects that no newer one mentions.
    mutating func add(_ older: some Sequence<(Int, Entry)>) {
        for (number, entry) in older where entries[number] == nil { entries[number] = entry }
    }

    mutating func add(_ section: Section) { sections.append(section) }

    /// The place of the newest section.
    var start: Int { sections.first?.offset ?? 0 }
    /// The newest trailer.
    var trailer: PDFDictionary { sections.first?.trailer ?? [:] }
    /// The form of the newest section.
    var form: Form { sections.first?.form ?? .table }
    /// Whether old and new readers may see different objects.
    var isHybrid: Bool { sections.contains(where: \.isHybrid) }

    /// The first number that no object has.
    var nextNumber: Int {
        let sizes = sections.map { $0.trailer["Size"]?.integer ?? 0 }
        return max(sizes.max() ?? 0, (entries.keys.max() ?? 0) + 1, 1)
    }
}
