extension RevisionComparison {
    private static let filled: Set<PDFName> = ["V", "AS", "AP", "I", "TI", "RV"]

    /// Compares the forms, and gives the objects that show signatures which were added.
    mutating func compareForms() throws(PDFError) -> Set<Int> {
        let (earlier, later) = (before.catalogue["AcroForm"], after.catalogue["AcroForm"])
        let one = before.form.dictionary
        guard let other = after.form.dictionary else {
            if one != nil { note(.form, in: earlier?.reference) }
            return []
        }
        explain(later)
        for key in Self.differences(one ?? [:], other) where key != "Fields" && key != "SigFlags" {
            // Resources may come with the first field that has an appearance; those that are there stay.
            if ["DR", "DA"].contains(key), one?[key] == nil {
                try explainAdded(below: other[key])
            } else {
                note(.form, in: later?.reference)
            }
        }
        let present = try references(one?["Fields"], &old)
        let wanted = try references(other["Fields"], &new)
        explain(other["Fields"])
        if !wanted.starts(with: present) { note(.form, in: later?.reference) }
        let fields = try FieldMap(of: before, &old)
        let fieldsAfter = try FieldMap(of: after, &new)
        var widgets: Set<Int> = []
        for reference in wanted.dropFirst(present.count) where fields.nodes[reference.number] == nil {
            if try addField(reference, fieldsAfter) {
                widgets.insert(reference.number)
                for kid in try references(new.object(reference).dictionary?["Kids"], &new) {
                    widgets.insert(kid.number)
                }
            }
        }
        try compareFields(fields, fieldsAfter, &widgets)
        return widgets
    }

    func references(_ object: PDFObject?, _ reader: inout PDFObjectReader) throws(PDFError) -> [PDFReference] {
        guard let object else { return [] }
        return try reader.resolve(object).array?.compactMap(\.reference) ?? []
    }

    /// Whether a value is a timestamp's.
    private mutating func kind(of value: PDFObject) throws(PDFError) -> PDFRevisionChange.Kind {
        let dictionary = try new.resolve(value).dictionary
        let filter = try dictionary?["SubFilter"].map { object throws(PDFError) in try new.resolve(object) }
        return filter?.name == "ETSI.RFC3161" ? .documentTimestamp : .signature
    }

    private mutating func addField(_ reference: PDFReference, _ fields: FieldMap) throws(PDFError) -> Bool {
        guard isAdded(reference.number), let dictionary = try new.object(reference).dictionary,
            let node = fields.nodes[reference.number], node.type == "Sig", dictionary["Parent"] == nil,
            dictionary["AA"] == nil, dictionary["A"] == nil
        else {
            note(.form, in: reference)
            return false
        }
        if let value = dictionary["V"] {
            note(try kind(of: value), field: node.name, in: reference)
        } else {
            note(.signatureField, field: node.name, in: reference)
        }
        explain(.reference(reference))
        try explainAdded(below: .dictionary(dictionary))
        return true
    }

    /// Fields that were there: an empty signature field may be signed, others may be filled in.
    private mutating func compareFields(
        _ fields: FieldMap,
        _ fieldsAfter: FieldMap,
        _ widgets: inout Set<Int>
    ) throws(PDFError) {
        var signed: Set<String> = []
        // Fields before the widgets that belong to them.
        let order = open.filter { fields.nodes[$0] != nil }.sorted()
        for isWidgetOnly in [false, true] {
            for number in order {
                guard let node = fields.nodes[number], node.isWidgetOnly == isWidgetOnly, !isRemoved(number),
                    let one = try old.anyObject(number).dictionary, let other = try new.anyObject(number).dictionary
                else { continue }
                let differences = Self.differences(one, other)
                let reference = PDFReference(number)
                if node.type == "Sig" {
                    let isFilled = one["V"] == nil && other["V"] != nil && differences.isSubset(of: ["V", "AP", "AS"])
                    let isShown = isWidgetOnly && signed.contains(node.name) && differences.isSubset(of: ["AP", "AS"])
                    guard isFilled || isShown, let value = isFilled ? other["V"] : node.value ?? .null else {
                        note(.earlierSignature, field: node.name, in: reference)
                        explain(number: number)
                        continue
                    }
                    if isFilled {
                        note(try kind(of: value), field: node.name, in: reference)
                        signed.insert(node.name)
                    }
                    widgets.insert(number)
                    try explainAdded(below: other["V"])
                } else if differences.isSubset(of: Self.filled) {
                    note(.formFilling, field: node.name, in: reference)
                    try explainAdded(below: other["V"])
                } else {
                    note(.form, field: node.name, in: reference)
                }
                explain(number: number)
                try explainAdded(below: other["AP"])
            }
        }
        try compareAppearances(fields)
    }

    /// An appearance may be drawn anew in its place when its field is filled in.
    private mutating func compareAppearances(_ fields: FieldMap) throws(PDFError) {
        for (number, node) in fields.nodes where node.type != "Sig" {
            guard let appearance = try old.anyObject(number).dictionary?["AP"] else { continue }
            var used: [PDFReference] = []
            ObjectCensus.visit(appearance) { used.append($0) }
            ObjectCensus.visit(try old.resolve(appearance)) { used.append($0) }
            for reference in used where open.contains(reference.number) {
                explain(.reference(reference))
                guard !open.contains(reference.number) else { continue }
                note(.formFilling, field: node.name, in: reference)
                try explainAdded(below: new.object(reference))
            }
        }
    }
}
