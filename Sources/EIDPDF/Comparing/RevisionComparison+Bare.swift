extension RevisionComparison {
    /// Widgets of fields to fill in that have no appearance, which viewers draw by themselves.
    struct BareWidgets {
        var isAny = false
        /// Whether there is one that no field leads to.
        var isUnlisted = false
    }

    /// Whether a field is drawn with a resource of that name, whether there is such a resource or not.
    ///
    /// Some viewers draw bare widgets with two fonts, whatever the fields ask for.
    mutating func isWanted(_ name: PDFName) throws(PDFError) -> Bool {
        if census.drawnWith.contains(name) { return true }
        guard name == "ZaDb" || name == "Helv" else { return false }
        return try bareWidgets().isAny
    }

    /// Whether a default appearance of the form would show on something.
    mutating func needsDefaultAppearance(_ fields: FieldMap) throws(PDFError) -> Bool {
        if fields.nodes.values.contains(where: \.needsDefaultAppearance) { return true }
        return try bareWidgets().isUnlisted
    }

    /// Whether a widget has a drawing that is used as it is: its own, or that of the state that it is in.
    private mutating func isDrawn(_ widget: PDFDictionary) throws(PDFError) -> Bool {
        guard let looks = try old.value("AP", of: widget)?.plainDictionary, let normal = try old.value("N", of: looks)
        else { return false }
        guard let states = normal.plainDictionary else { return normal.stream != nil }
        guard let state = try old.value("AS", of: widget)?.name else { return false }
        return try old.value(state, of: states)?.stream != nil
    }

    private mutating func bareWidgets() throws(PDFError) -> BareWidgets {
        if let bare { return bare }
        var found = BareWidgets()
        let fields = try FieldMap(of: before, &old)
        for page in before.pages {
            guard let page = try old.object(page.reference).plainDictionary,
                let annotations = try page["Annots"].map({ list throws(PDFError) in try old.resolve(list) })?.array
            else { continue }
            for annotation in annotations {
                guard let widget = try old.resolve(annotation).plainDictionary, widget["Subtype"]?.name == "Widget",
                    try !isDrawn(widget)
                else { continue }
                let node = annotation.reference.flatMap { fields.nodes[$0.number] }
                if node?.type == "Sig" { continue }
                found.isAny = true
                if node == nil { found.isUnlisted = true }
            }
        }
        bare = found
        return found
    }
}
