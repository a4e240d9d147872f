extension RevisionComparison {
    /// A document security store only grows, and consists of nothing but lists of streams.
    mutating func compareStores() throws(PDFError) {
        let (earlier, later) = (before.catalogue["DSS"], after.catalogue["DSS"])
        let one = try earlier.map { object throws(PDFError) in try old.resolve(object) }?.dictionary ?? [:]
        guard let later, let other = try new.resolve(later).dictionary else {
            if !one.entries.isEmpty { note(.otherObjects, in: earlier?.reference) }
            return
        }
        var isChanged = earlier != later || isChanged(later)
        explain(later)
        for key in ["Certs", "OCSPs", "CRLs"] as [PDFName] {
            let present = try references(one[key], &old)
            let wanted = try references(other[key], &new)
            // ISO 32000-2 §12.8.4.3: nothing that a signature may need is ever taken out.
            if !Set(present).isSubset(of: wanted) { note(.otherObjects, in: later.reference) }
            if present != wanted || self.isChanged(other[key]) { isChanged = true }
            explain(other[key])
            for reference in wanted where !present.contains(reference) {
                if try new.object(reference).stream != nil, isAdded(reference.number) { explain(.reference(reference)) }
            }
        }
        if let validation = other["VRI"] {
            if one["VRI"] != validation || self.isChanged(validation) { isChanged = true }
            explain(validation)
            for entry in try new.resolve(validation).dictionary?.entries ?? [] {
                explain(entry.value)
                for item in try new.resolve(entry.value).dictionary?.entries ?? [] { explain(item.value) }
                try explainAdded(below: new.resolve(entry.value))
            }
        }
        if isChanged { note(.validationData, in: later.reference) }
    }
}
