/// Objects that a reader finds elsewhere than the cross-references say, if it searches the file for them.
///
/// Many readers do where something about the cross-references is not to their liking, and take the last object with a
/// number. What lies within a stream is left out: that is where a file holds another one, which most readers pass over by
/// the stream's length. After signing, nothing is left out (see `RevisionComparison`).
enum ShadowedObjects {
    /// The first object in use that stands in the file once more, behind its place.
    static func first(
        in inspection: ObjectInspection,
        _ reader: PDFObjectReader
    ) throws(PDFError) -> PDFReference? {
        let references = reader.references
        var found: Int?
        var next = 0
        try ObjectHeader.visit(reader.bytes) { header throws(PDFError) in
            guard found == nil, let number = header.number else { return }
            while next < inspection.data.count, inspection.data[next].upperBound <= header.position { next += 1 }
            if next < inspection.data.count, inspection.data[next].contains(header.position) { return }
            guard let place = inspection.place(of: number, references), header.position > place else { return }
            found = number
        }
        return found.map { PDFReference($0) } ?? inspection.shadowed
    }
}
