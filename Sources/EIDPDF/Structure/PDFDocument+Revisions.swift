extension PDFDocument {
    /// The document as it was when a signature was made: what that signature covers, read as a file of its own.
    public func revision(coveredBy signature: PDFSignatureValue) throws(PDFError) -> PDFDocument {
        guard let end = signature.coveredEnd, end <= bytes.count else {
            throw .malformed("a signature does not cover a revision of the file")
        }
        return end == bytes.count ? self : try PDFDocument(parsing: Array(bytes[..<end]), limits: limits)
    }

    /// The objects that a later revision added, replaced or freed.
    ///
    /// `earlier` is the same file up to the end of an earlier revision, such as what a signature covers.
    public func objectsChanged(since earlier: PDFDocument) throws(PDFError) -> [PDFReference] {
        guard bytes.count >= earlier.bytes.count, bytes.starts(with: earlier.bytes) else {
            throw PDFError(.misuse, "this is no earlier revision of the same file")
        }
        var changed: [PDFReference] = []
        for (number, entry) in references.entries where earlier.references.entries[number] != entry {
            switch entry {
            case .free:
                guard let before = earlier.references.entries[number], before != .free else { continue }
                changed.append(PDFReference(number))
            case .offset(_, let generation): changed.append(PDFReference(number, generation: generation))
            case .compressed: changed.append(PDFReference(number))
            }
        }
        // A chain of sections that leaves out older ones makes objects vanish without freeing them.
        for (number, entry) in earlier.references.entries where references.entries[number] == nil && entry != .free {
            changed.append(PDFReference(number))
        }
        return changed.sorted { $0.number < $1.number }
    }
}
