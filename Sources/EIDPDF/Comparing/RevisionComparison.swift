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
    let changed: Set<Int>
    let census: ObjectCensus
    /// Which widgets have no appearance, once somebody asked.
    var bare: BareWidgets?

    init(from before: PDFDocument, to after: PDFDocument) throws(PDFError) {
        self.before = before
        self.after = after
        old = before.reader()
        new = after.reader()
        changed = Self.differences(before.references.entries, after.references.entries)
        open = changed
        // Where nothing differs, nothing has to be explained.
        census = try changed.isEmpty ? ObjectCensus() : ObjectCensus(of: before)
    }

    /// The numbers of objects that stand elsewhere now, or in a stream of objects that does.
    private static func differences(
        _ before: [Int: CrossReferences.Entry],
        _ after: [Int: CrossReferences.Entry]
    ) -> Set<Int> {
        let numbers = Set(before.keys).union(after.keys)
        var changed = numbers.filter { before[$0] ?? .free != after[$0] ?? .free }
        for (number, entry) in after {
            if case .compressed(let container, _) = entry, changed.contains(container) { changed.insert(number) }
        }
        return changed
    }

    mutating func compare() throws(PDFError) {
        if before.catalogueReference != after.catalogueReference { note(.catalogue, in: after.catalogueReference) }
        try compareCatalogues()
        try compareStores()
        try compareMetadata()
        let widgets = try compareForms()
        try comparePages(signatureWidgets: widgets)
        try explainStructure()
        try findShadows()
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

    /// Takes an object for explained whose difference was looked at where it is used, if it is of the kind that belongs
    /// there.
    ///
    /// A new place explains a new object only. One that was replaced must have stood in the same place before, as
    /// something of the same kind, and neither it nor `holders`, which lead there, may have a second use: they would
    /// mean something else in that.
    mutating func explain(
        _ object: PDFObject?,
        was earlier: PDFObject?,
        within holders: [PDFObject?] = [],
        uses: Int = 1,
        where belongs: (PDFObject) -> Bool
    ) throws(PDFError) {
        guard let reference = object?.reference, open.contains(reference.number) else { return }
        guard try belongs(new.anyObject(reference.number)) else { return }
        if !isAdded(reference.number) {
            guard earlier?.reference == reference, !isRemoved(reference.number), isSingle(object, uses: uses),
                holders.allSatisfy({ isSingle($0) }), try belongs(old.anyObject(reference.number))
            else { return }
        }
        open.remove(reference.number)
    }

    /// Whether a value stands where it is used, or is an object with no more uses than that.
    func isSingle(_ object: PDFObject?, uses: Int = 1) -> Bool {
        object?.reference.map { census.count($0.number) <= uses } ?? true
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
        // Looking up each key in a long list takes quadratic time.
        func values(_ dictionary: PDFDictionary) -> [PDFName: PDFObject] {
            let present = dictionary.entries.lazy.filter { !$0.value.isNull }.map { ($0.key, $0.value) }
            return Dictionary(present) { first, _ in first }
        }
        let (before, after) = (values(one), values(other))
        return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
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
        compareTrailers()
        // Whatever may change in a catalogue would show where its entries are something else, such as forms to be drawn.
        if !census.isUsedAsCatalogue(before.catalogueReference.number) {
            note(.catalogue, in: before.catalogueReference)
        }
        explain(number: after.catalogueReference.number)
        try explain(after.catalogue["Extensions"], was: before.catalogue["Extensions"]) { $0.plainDictionary != nil }
    }

    /// Keys of a trailer that say how the file is written; what `Root` and `Info` lead to is compared.
    private static let trailerKeys: Set<PDFName> = [
        "Size", "Prev", "Root", "Info", "ID", "XRefStm", "Type", "W", "Index", "Length", "Filter", "DecodeParms",
    ]

    private mutating func compareTrailers() {
        for section in after.references.sections where section.offset >= before.bytes.count {
            for entry in section.trailer.entries + (section.hybrid?.trailer.entries ?? [])
            where !Self.trailerKeys.contains(entry.key) && entry.value != before.references.trailer[entry.key] {
                note(.catalogue)
            }
        }
    }

    private mutating func compareMetadata() throws(PDFError) {
        let information = after.references.trailer["Info"]
        if isChanged(information) || information != before.references.trailer["Info"] {
            note(
                try isOnlySaved(before.references.trailer["Info"], information) ? .saving : .metadata,
                in: information?.reference
            )
            // The trailer refers to it, and no object does.
            try explain(information, was: before.references.trailer["Info"], uses: 0) { $0.plainDictionary != nil }
        }
        let metadata = after.catalogue["Metadata"]
        if isChanged(metadata) || metadata != before.catalogue["Metadata"] {
            note(.metadata, in: metadata?.reference)
            try explain(metadata, was: before.catalogue["Metadata"]) {
                $0.stream?.dictionary["Type"]?.name == "Metadata"
            }
        }
    }

    /// Whether nothing but who saved the file, and when, differs in the information about the document.
    private mutating func isOnlySaved(_ earlier: PDFObject?, _ later: PDFObject?) throws(PDFError) -> Bool {
        guard let earlier, let later, let one = try old.resolve(earlier).plainDictionary,
            let other = try new.resolve(later).plainDictionary, !other.hasDuplicateKeys
        else { return false }
        let differences = Self.differences(one, other)
        return differences.isSubset(of: ["ModDate", "Producer"])
            && differences.allSatisfy { other[$0]?.string != nil }
    }

    /// Streams that hold other objects, or say where they are, are no content of their own.
    private mutating func explainStructure() throws(PDFError) {
        let sections = after.sectionHeaders
        for number in open {
            let type = try new.anyObject(number).stream?.dictionary["Type"]?.name
            let previous = try old.anyObject(number).stream?.dictionary["Type"]?.name
            if isAdded(number) {
                if type == "ObjStm" { open.remove(number) }
                // One that is no section is for readers that search.
                if type == "XRef", case .offset(let place, _) = after.references.entries[number] {
                    if !sections.contains(after.header(at: place)) { note(.shadowedObject, in: PDFReference(number)) }
                    open.remove(number)
                }
            }
            // Nothing refers to cross-references: whatever is used is not only that.
            if previous == "XRef", type == "XRef" || isRemoved(number), census.count(number) == 0 {
                open.remove(number)
            }
        }
        for number in changed.sorted() where isAdded(number) && census.count(number) > 0 {
            note(.preparedObject, in: PDFReference(number))
        }
    }
}
