extension RevisionComparison {
    /// What a field that can take a signature holds in the later revision.
    private enum Holding {
        case nothing, timestamp, signature
        /// Something that nobody will judge as a signature of the later revision.
        case other
    }

    private func holding(_ number: Int) -> Holding {
        guard let value = after.form.signatureFields.first(where: { $0.reference.number == number })?.value else {
            return .nothing
        }
        guard let end = value.coveredEnd, end > before.bytes.count, end <= after.bytes.count else { return .other }
        return value.isDocumentTimeStamp ? .timestamp : .signature
    }

    /// A new field for a signature, or with one; the widgets that show it are added to those given.
    mutating func addField(
        _ reference: PDFReference,
        _ fields: FieldMap,
        _ widgets: inout Set<Int>
    ) throws(PDFError) {
        guard isAdded(reference.number), let dictionary = try new.object(reference).dictionary,
            let node = fields.nodes[reference.number], node.type == "Sig", dictionary["Parent"] == nil
        else { return note(.form, in: reference) }
        let holding = holding(reference.number)
        var added: Set<Int> = Self.isWidget(dictionary) ? [reference.number] : []
        var isSound = try isPermitted(dictionary, in: holding)
        if holding == .other { isSound = false }
        for kid in try references(dictionary["Kids"], &new) {
            guard isAdded(kid.number), let widget = try new.object(kid).dictionary, Self.isWidget(widget),
                widget["Parent"]?.reference == reference, widget["T"] == nil, widget["Kids"] == nil,
                widget["V"] == nil, widget["FT"] ?? .name("Sig") == .name("Sig"), try isPermitted(widget, in: holding)
            else {
                isSound = false
                continue
            }
            added.insert(kid.number)
        }
        // What an unsound field leads to stays unexplained: whatever it is for is named as well.
        guard isSound else {
            note(.form, field: node.name, in: reference)
            return explain(number: reference.number)
        }
        switch holding {
        case .signature: note(.signature, field: node.name, in: reference)
        case .timestamp: note(.documentTimestamp, field: node.name, in: reference)
        case .nothing, .other: note(.signatureField, field: node.name, in: reference)
        }
        widgets.formUnion(added)
        explain(number: reference.number)
        try explainAdded(below: .dictionary(dictionary))
    }

    /// A field that was empty and holds a signature now; tells whether that is all that happened to it.
    mutating func fillField(
        _ number: Int,
        from one: PDFDictionary,
        to other: PDFDictionary,
        _ widgets: inout Set<Int>
    ) throws(PDFError) -> Bool {
        guard let field = before.form.signatureFields.first(where: { $0.reference.number == number }),
            one["V"] == nil, !field.isSigned
        else { return false }
        let holding = holding(number)
        let differences = Self.differences(one, other)
        let mayShow = try mayShow(holding, from: one, to: other)
        guard holding == .signature || holding == .timestamp, differences.isSubset(of: ["V", "AP", "AS", "F"]),
            try isHarmless(from: one["F"], to: other["F"], mayPrint: mayShow),
            mayShow || differences.isSubset(of: ["V", "F"])
        else { return false }
        note(holding == .signature ? .signature : .documentTimestamp, field: field.name, in: field.reference)
        try noteUncovered(one, by: holding, field)
        // Shown for the first time, an old appearance is as good as a new one.
        if Self.isWidget(other), mayShow { widgets.insert(number) }
        try explainAdded(below: other["V"])
        return true
    }

    /// A widget that was there and shows what its field holds now; tells whether that is all that happened to it.
    mutating func showSignature(
        _ number: Int,
        from one: PDFDictionary,
        to other: PDFDictionary,
        _ widgets: inout Set<Int>
    ) throws(PDFError) -> Bool {
        let field = before.form.signatureFields.first { $0.widgets.contains { $0.number == number } }
        guard let field, !field.isSigned, Self.isWidget(other), other["Parent"]?.reference == field.reference,
            Self.differences(one, other).isSubset(of: ["AP", "AS", "F"]),
            try isHarmless(from: one["F"], to: other["F"], mayPrint: true)
        else { return false }
        let holding = holding(field.reference.number)
        guard holding == .signature || holding == .timestamp, try mayShow(holding, from: one, to: other) else {
            return false
        }
        try noteUncovered(one, by: holding, field)
        widgets.insert(number)
        return true
    }

    /// What an empty field showed is gone once it is signed, which whoever signed before should be told.
    private mutating func noteUncovered(
        _ widget: PDFDictionary,
        by holding: Holding,
        _ field: PDFSignatureField
    ) throws(PDFError) {
        guard holding == .signature, Self.isWidget(widget), try old.showsSomething(widget) else { return }
        note(.uncovering, field: field.name, in: field.reference)
    }

    /// Flags that whoever signs may change: Acrobat locks the widget, and has it printed.
    ///
    /// 64 is ReadOnly, 128 Locked, 512 LockedContents (ISO 32000-2 table 167); none of them hides or shows.
    private static let harmlessFlags = 64 | 128 | 512
    private static let print = 4

    /// Printed may be what shows a signature, or nothing: an old appearance could come to light on paper.
    private mutating func isHarmless(from one: PDFObject?, to other: PDFObject?, mayPrint: Bool) throws(PDFError)
        -> Bool
    {
        if one == other { return true }
        let before = try one.map { object throws(PDFError) in try old.resolve(object).integer } ?? 0
        let after = try other.map { object throws(PDFError) in try new.resolve(object).integer } ?? 0
        guard let before, let after else { return false }
        return (before ^ after) & ~(mayPrint ? Self.harmlessFlags | Self.print : Self.harmlessFlags) == 0
    }

    private static func isWidget(_ annotation: PDFDictionary) -> Bool { annotation["Subtype"]?.name == "Widget" }

    /// Whether a new widget does nothing by itself, and shows nothing unless that is a signature.
    private mutating func isPermitted(_ widget: PDFDictionary, in holding: Holding) throws(PDFError) -> Bool {
        guard widget["A"] == nil, widget["AA"] == nil else { return false }
        if holding == .signature {
            guard Self.isWidget(widget) else { return true }
            return try new.isConfined(widget)
        }
        guard widget.entries.allSatisfy({ Self.emptyKeys.contains($0.key) }) else { return false }
        return try Self.isShowingNothing(widget, &new)
    }

    /// What a field may have that shows nothing: no border, no colours and no text.
    private static let emptyKeys: Set<PDFName> = [
        "Type", "Subtype", "Rect", "F", "P", "Parent", "MK", "AP", "FT", "Ff", "T", "TU", "TM", "V", "Kids", "Lock",
        "SV", "DA", "DR", "NM", "M", "StructParent",
    ]

    /// Whether a widget that was there may be drawn anew: for a signature, or where it shows nothing as it showed nothing
    /// before; otherwise what it covered would come to light.
    private mutating func mayShow(
        _ holding: Holding,
        from one: PDFDictionary,
        to other: PDFDictionary
    ) throws(PDFError) -> Bool {
        if holding == .signature { return try new.isConfined(other) }
        guard try Self.isShowingNothing(one, &old) else { return false }
        return try Self.isShowingNothing(other, &new)
    }

    /// Whether a widget shows nothing.
    ///
    /// Nobody has signed what a timestamp or an empty field shows, and it could cover what somebody did sign. An empty
    /// field has to be without any extent (ISO 32000-2 §12.7.5.5), or hidden: viewers mark where one may sign. Without
    /// extent, some draw what there is to draw in its full size.
    private static func isShowingNothing(
        _ widget: PDFDictionary,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> Bool {
        guard try reader.isUnadorned(widget), try reader.isBlank(widget) else { return false }
        guard isWidget(widget), try !reader.isHidden(widget) else { return true }
        guard let rectangle = widget["Rect"], let box = try PDFRectangle(reader.resolve(rectangle), &reader) else {
            return false
        }
        return box.width == 0 && box.height == 0
    }
}
