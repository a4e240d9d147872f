extension RevisionComparison {
    /// Names what a reader would find in the later revision that searches the file instead of following the
    /// cross-references.
    ///
    /// Every object that was added, and every trailer, must be one that the cross-references lead to, and the last with
    /// its number. Strings and the data of streams count as well: some readers search these too, and nothing that may be
    /// added to a signed file has objects in them.
    mutating func findShadows() throws(PDFError) {
        let search = try ShadowSearch(after, from: before.bytes.count)
        if let shadow = search.shadow { return note(.shadowedObject, in: shadow.number.map { PDFReference($0) }) }
        if hasStrangeSection { note(.shadowedObject) }
        for number in changed.intersection(before.unclearObjects.union(after.unclearObjects)) {
            note(.shadowedObject, in: PDFReference(number))
        }
        func isShadowed(_ document: PDFDocument) -> Bool { document.findings.contains { $0.kind == .shadowedObjects } }
        // Within streams of objects as well.
        if isShadowed(after), !isShadowed(before) { return note(.shadowedObject) }
        if try isPromised(search.unused) || search.hasStrayTrailer { note(.shadowedObject) }
    }

    /// Whether a section of the update names another catalogue, or leads to what stands behind it, as only the first part of
    /// a linearized file does; or says what readers do not agree about.
    private var hasStrangeSection: Bool {
        let root = after.references.trailer["Root"]
        func leadsBack(_ trailer: PDFDictionary, from offset: Int) -> Bool {
            trailer["Prev"].map { $0.integer.map { $0 < offset } ?? false } ?? true
        }
        return after.references.sections.contains { section in
            if section.hasUnclearName { return true }
            guard section.offset >= before.bytes.count else { return false }
            if section.hasPlaceZero { return true }
            // Of what a stream says is compressed, Ghostscript takes nothing back that a table replaces.
            if section.form == .table, before.references.form == .stream { return true }
            if section.trailer["Root"] != root || !leadsBack(section.trailer, from: section.offset) { return true }
            // Some readers follow what stands in a stream for newer readers as well.
            guard let stream = section.hybrid?.trailer else { return false }
            let previous = section.trailer["Prev"]
            return stream["Root"] ?? root != root || stream["Prev"] ?? previous != previous
        }
    }

    /// Whether something refers to objects that were written and are not in use any more: a search would find them.
    private func isPromised(_ unused: Set<Int>) throws(PDFError) -> Bool {
        guard !unused.isEmpty else { return false }
        let uses = try ObjectCensus(of: after)
        return unused.contains { uses.count($0) > 0 }
    }
}
