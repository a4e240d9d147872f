extension PDFDocument {
    /// Everything a policy may refuse, in the order of the kinds.
    static func findings(
        _ content: ActiveContent,
        shadowed: [PDFFinding],
        unclear: Set<Int>,
        tree: PageTree,
        form: PDFForm,
        catalogue: PDFDictionary,
        certification: PDFCertification?,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> [PDFFinding] {
        var found: [PDFFinding.Kind: PDFFinding] = [:]
        for (kind, reference) in content.found { found[kind] = PDFFinding(kind, in: reference) }
        func note(_ kind: PDFFinding.Kind) { found[kind] = PDFFinding(kind) }
        if try HybridViews.differ(catalogue, &reader) || reader.references.hasStaleObjects {
            note(.hybridReferences)
        }
        if reader.references.isMixed { note(.mixedReferences) }
        for finding in shadowed where found[finding.kind] == nil { found[finding.kind] = finding }
        if reader.references.sections.contains(where: \.hasUnclearName) { note(.unclearNames) }
        if let first = unclear.min() { found[.unclearNames] = PDFFinding(.unclearNames, in: PDFReference(first)) }
        if certification?.permission == .noChanges || form.locks.contains(where: \.permitsNoChanges) {
            note(.certifiedNoChanges)
        }
        if tree.hasWrongCount { note(.wrongPageCount) }
        if tree.isInconsistent { note(.inconsistentPageTree) }
        if form.hasXFA {
            // ISO 32000-2 §12.7.8: such a form's pages are placeholders.
            note(try reader.value("NeedsRendering", of: catalogue)?.boolean == true ? .dynamicForm : .staticForm)
        }
        for finding in tree.annotations.findings { found[finding.kind] = finding }
        if form.hasOtherFields, let dictionary = form.dictionary,
            try reader.value("NeedAppearances", of: dictionary)?.boolean == true
        {
            note(.viewerMadeAppearances)
        }
        if let field = form.signatureFields.first(where: \.showsSomething) {
            found[.shownEmptyField] = PDFFinding(.shownEmptyField, in: field.reference)
        }
        if tree.hasNestedContents { note(.unclearContent) }
        if try opensMore(catalogue, &reader) { note(.openAction) }
        if let permissions = try reader.value("Perms", of: catalogue) {
            guard let permissions = permissions.dictionary else { throw .malformed("the permissions are unreadable") }
            if permissions["UR3"] != nil || permissions["UR"] != nil { note(.usageRights) }
        }
        return PDFFinding.Kind.allCases.compactMap { found[$0] }
    }

    /// The objects about which readers do not agree: all of which one said something but the information about the document,
    /// whose texts nobody sees on the pages.
    static func unclear(_ reader: inout PDFObjectReader) throws(PDFError) -> Set<Int> {
        let doubts = reader.doubts
        var unclear = Set(doubts.keys)
        guard let information = reader.references.trailer["Info"]?.reference, doubts[information.number] == .texts,
            let texts = try reader.object(information).plainDictionary,
            texts.entries.allSatisfy({ $0.value.string != nil || $0.value.name != nil })
        else { return unclear }
        unclear.remove(information.number)
        return unclear
    }

    /// Whether opening the document does anything but showing a page.
    private static func opensMore(
        _ catalogue: PDFDictionary,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> Bool {
        guard let action = try reader.value("OpenAction", of: catalogue) else { return false }
        guard let dictionary = action.dictionary else {
            return action.array == nil && action.name == nil && action.string == nil
        }
        let kind = try reader.value("S", of: dictionary)?.name
        return kind != "GoTo" || dictionary["Next"] != nil
    }
}
