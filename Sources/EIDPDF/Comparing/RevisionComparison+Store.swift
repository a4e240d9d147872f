extension RevisionComparison {
    /// A document security store only grows, and consists of nothing but lists of streams.
    mutating func compareStores() throws(PDFError) {
        let (earlier, later) = (before.catalogue["DSS"], after.catalogue["DSS"])
        let one = try earlier.map { object throws(PDFError) in try old.resolve(object) }?.plainDictionary ?? [:]
        guard let later, let other = try new.resolve(later).plainDictionary else {
            if earlier != later || !one.entries.isEmpty { note(.otherObjects, in: earlier?.reference) }
            return
        }
        var isChanged = earlier != later || isChanged(later)
        try explain(later, was: earlier) { $0.plainDictionary != nil }
        for key in ["Certs", "OCSPs", "CRLs"] as [PDFName] {
            let present = try references(one[key], &old)
            let wanted = try references(other[key], &new)
            // ISO 32000-2 §12.8.4.3: nothing that a signature may need is ever taken out.
            if !Set(present).isSubset(of: wanted) { note(.otherObjects, in: later.reference) }
            if present != wanted || self.isChanged(other[key]) { isChanged = true }
            try explain(other[key], was: one[key], within: [earlier]) { $0.array != nil }
            for reference in wanted where !present.contains(reference) {
                guard isAdded(reference.number), try new.object(reference).stream != nil else { continue }
                explain(number: reference.number)
            }
        }
        if let validation = other["VRI"] {
            if one["VRI"] != validation || self.isChanged(validation) { isChanged = true }
            try compareEntries(one["VRI"], validation, of: earlier)
        }
        if isChanged { note(.validationData, in: later.reference) }
    }

    /// What a store says per signature: lists of the same streams.
    private mutating func compareEntries(
        _ earlier: PDFObject?,
        _ later: PDFObject,
        of store: PDFObject?
    ) throws(PDFError) {
        func isDictionary(_ object: PDFObject) -> Bool { object.plainDictionary != nil }
        let one = try earlier.map { object throws(PDFError) in try old.resolve(object) }?.plainDictionary ?? [:]
        try explain(later, was: earlier, within: [store], where: isDictionary)
        for entry in try new.resolve(later).plainDictionary?.entries ?? [] {
            let previous = one[entry.key]
            let known = try previous.map { object throws(PDFError) in try old.resolve(object) }?.plainDictionary ?? [:]
            guard let items = try new.resolve(entry.value).plainDictionary else { continue }
            try explain(entry.value, was: previous, within: [store, earlier], where: isDictionary)
            for item in items.entries {
                try explain(item.value, was: known[item.key], within: [store, earlier, previous]) {
                    $0.array != nil
                }
            }
            try explainAdded(below: .dictionary(items))
        }
    }
}
