extension PDFUpdate {
    /// Adds an annotation to a page, wherever that page keeps its list.
    mutating func addAnnotation(_ annotation: PDFReference, to page: PDFReference) throws(PDFError) {
        guard var dictionary = try object(page).dictionary, !dictionary.hasDuplicateKeys else {
            throw .ambiguous("a page has a key twice")
        }
        guard try !append(annotation, toListBehind: dictionary["Annots"]) else { return }
        dictionary["Annots"] = .array((dictionary["Annots"]?.array ?? []) + [.reference(annotation)])
        try replace(page, with: .dictionary(dictionary))
    }

    /// Adds a field to the form, making a form where there is none, and marks that there are signatures.
    mutating func addToForm(_ field: PDFReference?) throws(PDFError) {
        guard var form = try catalogueEntry("AcroForm")?.dictionary else {
            guard let field else { throw PDFError(.misuse, "there is no form") }
            let form = try add(.dictionary(["Fields": .array([.reference(field)]), "SigFlags": .integer(3)]))
            return try setCatalogueEntry("AcroForm", .reference(form))
        }
        guard !form.hasDuplicateKeys else { throw .ambiguous("the form has a key twice") }
        if let field, try !append(field, toListBehind: form["Fields"]) {
            form["Fields"] = .array((form["Fields"]?.array ?? []) + [.reference(field)])
        }
        // ISO 32000-1 table 219: signatures exist, and only appending keeps them valid.
        let flags = try form["SigFlags"].map { object throws(PDFError) in try resolve(object).integer ?? 0 } ?? 0
        form["SigFlags"] = .integer(flags | 3)
        if let reference = try catalogue()["AcroForm"]?.reference {
            try replace(reference, with: .dictionary(form))
        } else {
            try setCatalogueEntry("AcroForm", .dictionary(form))
        }
    }

    /// Appends to a list that is an object of its own; tells whether there is one.
    private mutating func append(
        _ element: PDFReference,
        toListBehind object: PDFObject?
    ) throws(PDFError) -> Bool {
        guard let object else { return false }
        let list = try resolve(object)
        // A reference to nothing counts as absent: the list is then written in its place.
        if list.isNull { return false }
        guard let elements = list.array else { throw .malformed("a list of annotations or fields is no array") }
        guard let reference = object.reference else { return false }
        try replace(reference, with: .array(elements + [.reference(element)]))
        return true
    }
}
