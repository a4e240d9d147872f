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
                    widget["AP"] == nil
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
