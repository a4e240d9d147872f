extension RevisionComparison {
    /// Pages stay as they are, except that they list the widgets of signatures which were added.
    mutating func comparePages(signatureWidgets widgets: Set<Int>) throws(PDFError) {
        if before.pages.map(\.reference) != after.pages.map(\.reference) { note(.pageContent) }
        for page in before.pages {
            guard let one = try old.object(page.reference).plainDictionary else { continue }
            guard isChanged(.reference(page.reference)) || isChanged(one["Annots"]) else { continue }
            guard let other = try new.object(page.reference).plainDictionary,
                census.isUsedAsPage(page.reference.number)
            else { continue }
            if Self.differences(one, other).contains(where: { $0 != "Annots" }) {
                note(.pageContent, in: page.reference)
            }
            explain(number: page.reference.number)
            try compareAnnotations(one["Annots"], other["Annots"], of: page.reference, widgets)
        }
    }

    private mutating func compareAnnotations(
        _ earlier: PDFObject?,
        _ later: PDFObject?,
        of page: PDFReference,
        _ widgets: Set<Int>
    ) throws(PDFError) {
        let present = try earlier.map { object throws(PDFError) in try old.resolve(object).array ?? [] } ?? []
        let wanted = try later.map { object throws(PDFError) in try new.resolve(object).array ?? [] } ?? []
        try explain(later, was: earlier) { $0.array != nil }
        let hasGrownOnly = wanted.starts(with: present)
        if !hasGrownOnly { note(.annotation, in: page) }
        var known = Set(present.compactMap(\.reference))
        for annotation in wanted.dropFirst(hasGrownOnly ? present.count : 0) {
            // Listed once more, one that was there comes to the front.
            guard let reference = annotation.reference, known.insert(reference).inserted else {
                note(.annotation, in: page)
                continue
            }
            if widgets.contains(reference.number) { continue }
            let isWidget = try new.object(reference).dictionary?["Subtype"]?.name == "Widget"
            note(isWidget ? .form : .annotation, in: reference)
            try explainAdded(below: annotation)
        }
    }

    /// What is left is named by its use: pages, annotations, signatures, or nothing that is known.
    mutating func nameTheRest() throws(PDFError) {
        guard !open.isEmpty else { return }
        let values = Set(before.form.signatureFields.compactMap(\.value?.reference?.number))
        for number in open.sorted() where values.contains(number) {
            note(.earlierSignature, in: PDFReference(number))
            explain(number: number)
        }
        for document in [before, after] where !open.isEmpty {
            let content = try uses(of: document, keys: { $0 != "Annots" && $0 != "Parent" })
            for number in open.sorted() where content.contains(number) {
                note(.pageContent, in: PDFReference(number))
                explain(number: number)
            }
        }
        for document in [before, after] { try nameAppearances(of: document) }
        for document in [before, after] where !open.isEmpty {
            let annotations = try uses(of: document, keys: { $0 == "Annots" })
            for number in open.sorted() where annotations.contains(number) {
                note(.annotation, in: PDFReference(number))
                explain(number: number)
            }
        }
        try explainUnused()
        for number in open.sorted() { note(.otherObjects, in: PDFReference(number)) }
    }

    /// A new drawing that nothing refers to, now or before, shows nowhere; pyHanko leaves one.
    private mutating func explainUnused() throws(PDFError) {
        let added = open.filter { isAdded($0) && census.count($0) == 0 }
        guard !added.isEmpty else { return }
        let uses = try ObjectCensus(of: after)
        for number in added where uses.count(number) == 0 {
            guard let drawing = try new.anyObject(number).stream?.dictionary, drawing["Subtype"]?.name == "Form",
                drawing["Type"]?.name ?? "XObject" == "XObject"
            else { continue }
            explain(number: number)
        }
    }

    /// What widgets are drawn with belongs to their fields, and is no annotation of its own.
    private mutating func nameAppearances(of document: PDFDocument) throws(PDFError) {
        guard !open.isEmpty else { return }
        var reader = document.reader()
        let pages = Set(document.pages.map(\.reference.number))
        var found: Set<Int> = []
        for (number, node) in try FieldMap(of: document, &reader).nodes.sorted(by: { $0.key < $1.key }) {
            var pending: [PDFReference] = []
            if let look = try reader.anyObject(number).plainDictionary?["AP"] {
                ObjectCensus.visit(look) { pending.append($0) }
            }
            while let reference = pending.popLast() {
                guard !pages.contains(reference.number), found.insert(reference.number).inserted else { continue }
                if open.contains(reference.number) {
                    note(node.type == "Sig" ? .earlierSignature : .form, field: node.name, in: reference)
                    explain(number: reference.number)
                }
                ObjectCensus.visit(try reader.object(reference)) { pending.append($0) }
            }
        }
    }

    /// All objects that the pages, and what shows on them, lead to through some of their keys.
    private func uses(of document: PDFDocument, keys: (PDFName) -> Bool) throws(PDFError) -> Set<Int> {
        var reader = document.reader()
        let pages = Set(document.pages.map(\.reference.number))
        var found: Set<Int> = []
        var pending: [PDFReference] = []
        for page in document.pages {
            for entry in try reader.object(page.reference).dictionary?.entries ?? [] where keys(entry.key) {
                ObjectCensus.visit(entry.value) { pending.append($0) }
            }
        }
        if keys("Pages"), let root = document.catalogue["Pages"]?.reference { pending.append(root) }
        // What is switched on and off shows on the pages.
        if keys("OCProperties"), let layers = document.catalogue["OCProperties"] {
            ObjectCensus.visit(layers) { pending.append($0) }
        }
        while let reference = pending.popLast() {
            guard !pages.contains(reference.number), reference != document.catalogueReference,
                found.insert(reference.number).inserted
            else { continue }
            ObjectCensus.visit(try reader.object(reference)) { pending.append($0) }
        }
        return found
    }
}
