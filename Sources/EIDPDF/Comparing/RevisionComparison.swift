/// Compares two revisions of one file, object by object.
///
/// It begins with all objects that differ, and strikes out those whose difference it can explain. Whatever is left is
/// named by what it is used for.
struct RevisionComparison {
    let before: PDFDocument
    let after: PDFDocument
    var old: PDFObjectReader
    var new: PDFObjectReader
    /// The objects that differ and are not explained yet.
    private(set) var open: Set<Int>
    private(set) var changes: [PDFRevisionChange] = []
    private let changed: Set<Int>
    private let census: ObjectCensus

    init(from before: PDFDocument, to after: PDFDocument) throws(PDFError) {
        self.before = before
        self.after = after
        old = before.reader()
        new = after.reader()
        let numbers = Set(before.references.entries.keys).union(after.references.entries.keys)
        changed = numbers.filter {
            before.references.entries[$0] ?? .free != after.references.entries[$0] ?? .free
        }
        open = changed
        census = try ObjectCensus(of: before, about: changed)
    }

    mutating func compare() throws(PDFError) {
        if before.catalogueReference != after.catalogueReference { note(.catalogue, in: after.catalogueReference) }
        try compareCatalogues()
        try compareStores()
        try compareMetadata()
        let widgets = try compareForms()
        try comparePages(signatureWidgets: widgets)
        try explainStructure()
        try nameTheRest()
    }

    // MARK: What the parts share.

    mutating func note(_ kind: PDFRevisionChange.Kind, field: String? = nil, in reference: PDFReference? = nil) {
        changes.append(PDFRevisionChange(kind, field: field, in: reference))
    }

    func isChanged(_ object: PDFObject?) -> Bool { object?.reference.map { changed.contains($0.number) } ?? false }

    func isAdded(_ number: Int) -> Bool {
        changed.contains(number) && before.references.entries[number] ?? .free == .free
    }

    func isRemoved(_ number: Int) -> Bool {
        changed.contains(number) && after.references.entries[number] ?? .free == .free
    }

    /// Takes an object for explained whose difference was looked at where it is used.
    ///
    /// One that was replaced must have no second use.
    mutating func explain(_ object: PDFObject?, uses: Int = 1) {
        guard let number = object?.reference?.number, open.contains(number) else { return }
        if isAdded(number) || (!isRemoved(number) && census.count(number) <= uses) { open.remove(number) }
    }

    mutating func explain(number: Int) { open.remove(number) }

    /// Takes all new objects for explained that something permitted leads to; objects that were there are not.
    mutating func explainAdded(below object: PDFObject?) throws(PDFError) {
        guard let object else { return }
        var pending: [PDFReference] = []
        ObjectCensus.visit(object) { pending.append($0) }
        while let reference = pending.popLast() {
            guard open.contains(reference.number), isAdded(reference.number) else { continue }
            open.remove(reference.number)
            ObjectCensus.visit(try new.object(reference)) { pending.append($0) }
        }
    }

    /// The keys whose values are not the same.
    static func differences(_ one: PDFDictionary, _ other: PDFDictionary) -> Set<PDFName> {
        let keys = Set(one.entries.map(\.key)).union(other.entries.map(\.key))
        return keys.filter { one[$0] != other[$0] }
    }

    // MARK: The document as a whole.

    private mutating func compareCatalogues() throws(PDFError) {
        for key in Self.differences(before.catalogue, after.catalogue) {
            switch key {
            case "DSS", "AcroForm", "Extensions", "Metadata", "Version": break
            case "Perms": note(.permissions, in: after.catalogueReference)
            case "Pages": note(.pageContent, in: after.catalogueReference)
            default: note(.catalogue, in: after.catalogueReference)
            }
        }
        explain(number: after.catalogueReference.number)
        explain(after.catalogue["Extensions"])
    }

    private mutating func compareMetadata() throws(PDFError) {
        let information = after.references.trailer["Info"]
        if isChanged(information) || information != before.references.trailer["Info"] {
            note(.metadata, in: information?.reference)
            explain(information, uses: 0)
        }
        let metadata = after.catalogue["Metadata"]
        if isChanged(metadata) || metadata != before.catalogue["Metadata"] {
            note(.metadata, in: metadata?.reference)
            if let metadata, try new.resolve(metadata).stream?.dictionary["Type"]?.name == "Metadata" {
                explain(metadata)
            }
        }
    }

    /// Streams that hold other objects, or say where they are, are no content of their own.
    private mutating func explainStructure() throws(PDFError) {
        for number in open {
            let type = try new.anyObject(number).stream?.dictionary["Type"]?.name
            let previous = try old.anyObject(number).stream?.dictionary["Type"]?.name
            if type == "XRef", isAdded(number) || previous == "XRef" { open.remove(number) }
            if type == "ObjStm", isAdded(number) { open.remove(number) }
            if previous == "XRef", isRemoved(number) { open.remove(number) }
        }
        for number in changed.sorted() where isAdded(number) && census.count(number) > 0 {
            note(.preparedObject, in: PDFReference(number))
        }
    }
}
