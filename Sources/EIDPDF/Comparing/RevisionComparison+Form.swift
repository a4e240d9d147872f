extension RevisionComparison {
    private static let filled: Set<PDFName> = ["V", "AS", "AP", "I", "TI", "RV", "M"]

    /// Compares the forms, and gives the objects that show signatures which were added.
    mutating func compareForms() throws(PDFError) -> Set<Int> {
        let (earlier, later) = (before.catalogue["AcroForm"], after.catalogue["AcroForm"])
        let one = before.form.dictionary
        guard let other = after.form.dictionary else {
            if one != nil { note(.form, in: earlier?.reference) }
            return []
        }
        try explain(later, was: earlier) { $0.plainDictionary != nil }
        let hasGrownOnly = try growResources(one?["DR"], other["DR"], within: [earlier])
        let fields = try FieldMap(of: before, &old)
        for key in Self.differences(one ?? [:], other) where key != "Fields" && key != "SigFlags" {
            if key == "DR", hasGrownOnly { continue }
            // Resources may come with the first field that has an appearance; those that are there stay. Fields without an
            // appearance of their own would be drawn with them, in white if need be.
            if ["DR", "DA"].contains(key), one?[key] == nil, try !needsDefaultAppearance(fields) {
                if key == "DR", try answersAny(of: other[key]) { note(.form, in: later?.reference) }
                try explainAdded(below: other[key])
            } else {
                note(.form, in: later?.reference)
            }
        }
        let present = try references(one?["Fields"], &old)
        let wanted = try references(other["Fields"], &new)
        try explain(other["Fields"], was: one?["Fields"], within: [earlier]) { $0.array != nil }
        if !wanted.starts(with: present) { note(.form, in: later?.reference) }
        let fieldsAfter = try FieldMap(of: after, &new)
        var widgets: Set<Int> = []
        for reference in wanted.dropFirst(present.count) where fields.nodes[reference.number] == nil {
            try addField(reference, fieldsAfter, &widgets)
        }
        try compareFields(fields, &widgets)
        return widgets
    }

    /// Resources for fields, to which Acrobat adds the font of each signature; tells whether they only grew.
    private mutating func growResources(
        _ earlier: PDFObject?,
        _ later: PDFObject?,
        within holders: [PDFObject?]
    ) throws(PDFError) -> Bool {
        guard let (one, other) = try dictionaries(earlier, later) else { return false }
        var hasGrownOnly = true
        for key in Set(one.entries.map(\.key)).union(other.entries.map(\.key)) {
            if one[key] == nil {
                if try answers(other[key]) { hasGrownOnly = false }
                try explainAdded(below: other[key])
            } else if try !growCategory(one[key], other[key], within: holders + [earlier]) {
                hasGrownOnly = false
            }
        }
        try explain(later, was: earlier, within: holders) { $0.plainDictionary != nil }
        return hasGrownOnly
    }

    private mutating func dictionaries(_ earlier: PDFObject?, _ later: PDFObject?) throws(PDFError)
        -> (PDFDictionary, PDFDictionary)?
    {
        guard let earlier, let later, let one = try old.resolve(earlier).plainDictionary,
            let other = try new.resolve(later).plainDictionary, !other.hasDuplicateKeys
        else { return nil }
        return (one, other)
    }

    /// Whether resources of one kind that come anew have a name that a field asked for in vain.
    private mutating func answers(_ category: PDFObject?) throws(PDFError) -> Bool {
        guard let category, let names = try new.resolve(category).plainDictionary else { return false }
        for entry in names.entries where try isWanted(entry.key) { return true }
        return false
    }

    private mutating func answersAny(of resources: PDFObject?) throws(PDFError) -> Bool {
        guard let resources, let kinds = try new.resolve(resources).plainDictionary else { return false }
        for kind in kinds.entries where try answers(kind.value) { return true }
        return false
    }

    /// Resources of one kind.
    ///
    /// What a field asks for already, by a name without meaning, must not get one: viewers would draw it with that.
    private mutating func growCategory(
        _ earlier: PDFObject?,
        _ later: PDFObject?,
        within holders: [PDFObject?]
    ) throws(PDFError) -> Bool {
        if earlier == later, !isChanged(later) { return true }
        guard let (one, other) = try dictionaries(earlier, later) else { return false }
        for key in Self.differences(one, other) {
            guard one[key] == nil, try !isWanted(key) else { return false }
            try explainAdded(below: other[key])
        }
        try explain(later, was: earlier, within: holders) { $0.plainDictionary != nil }
        return true
    }

    func references(_ object: PDFObject?, _ reader: inout PDFObjectReader) throws(PDFError) -> [PDFReference] {
        guard let object else { return [] }
        return try reader.resolve(object).array?.compactMap(\.reference) ?? []
    }

    /// Fields that were there: an empty signature field may be signed, others may be filled in.
    private mutating func compareFields(_ fields: FieldMap, _ widgets: inout Set<Int>) throws(PDFError) {
        for number in open.filter({ fields.nodes[$0] != nil }).sorted() {
            guard let node = fields.nodes[number], !isRemoved(number),
                let one = try old.anyObject(number).plainDictionary,
                let other = try new.anyObject(number).plainDictionary
            else { continue }
            let reference = PDFReference(number)
            guard census.isUsedAsField(number) else {
                note(.form, field: node.name, in: reference)
                continue
            }
            explain(number: number)
            if node.type == "Sig" {
                let isSigned =
                    node.isWidgetOnly
                    ? try showSignature(number, from: one, to: other, &widgets)
                    : try fillField(number, from: one, to: other, &widgets)
                guard isSigned else {
                    note(.earlierSignature, field: node.name, in: reference)
                    continue
                }
                // What it shows may have been drawn in the place of what it showed while it was empty.
                if widgets.contains(number) { _ = try explainDrawing(of: number) }
            } else if node.isToBeFilled, Self.differences(one, other).isSubset(of: Self.filled) {
                note(try new.isConfined(other) ? .formFilling : .form, field: node.name, in: reference)
                try explainAdded(below: other["V"])
            } else {
                note(.form, field: node.name, in: reference)
            }
            try explainAdded(below: other["AP"])
        }
        try compareAppearances(fields)
    }

    /// An appearance may be drawn anew in its place when its field is filled in.
    private mutating func compareAppearances(_ fields: FieldMap) throws(PDFError) {
        for (number, node) in fields.nodes where node.type != "Sig" && census.isUsedAsField(number) {
            for reference in try explainDrawing(of: number) {
                let isConfined = try new.anyObject(number).plainDictionary.map { look throws(PDFError) in
                    try new.isConfined(look)
                }
                note((isConfined ?? false) && node.isToBeFilled ? .formFilling : .form, field: node.name, in: reference)
            }
        }
    }

    /// Explains what was drawn anew in the place of a widget's earlier appearance, and tells which objects that are.
    private mutating func explainDrawing(of number: Int) throws(PDFError) -> [PDFReference] {
        guard let appearance = try old.anyObject(number).plainDictionary?["AP"],
            let looks = try old.resolve(appearance).plainDictionary
        else { return [] }
        var used: [(PDFReference, holder: PDFObject?)] = []
        ObjectCensus.visit(appearance) { used.append(($0, nil)) }
        if appearance.reference != nil {
            ObjectCensus.visit(.dictionary(looks)) { used.append(($0, appearance)) }
        }
        var drawn: [PDFReference] = []
        for (reference, holder) in used where open.contains(reference.number) {
            let object = PDFObject.reference(reference)
            // Where it was is known; wherever else it went is compared there.
            let isStream = try old.object(reference).stream != nil
            try explain(object, was: object, within: [holder]) { ($0.stream != nil) == isStream }
            guard !open.contains(reference.number) else { continue }
            drawn.append(reference)
            try explainAdded(below: new.object(reference))
        }
        return drawn
    }
}
