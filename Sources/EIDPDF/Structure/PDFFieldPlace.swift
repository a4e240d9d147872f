/// Where an annotation shows a signature field.
public struct PDFFieldPlace: Sendable, Equatable {
    /// The annotation.
    public let widget: PDFReference
    /// Its rectangle on the page.
    public let rectangle: PDFRectangle
    /// The page that lists the annotation; `nil` where none does, so that nobody sees it.
    public let page: PDFPage?
}

extension PDFDocument {
    /// Where a field's annotations are, in their order; throws where one has no readable rectangle.
    ///
    /// What an annotation says of its page (`P`) is optional and not looked at: viewers show what pages list.
    public func places(of field: PDFSignatureField) throws(PDFError) -> [PDFFieldPlace] {
        var reader = self.reader()
        let listed = try pageIndices(of: Set(field.widgets))
        var places: [PDFFieldPlace] = []
        for widget in field.widgets {
            guard let dictionary = try reader.object(widget).plainDictionary,
                let entry = dictionary["Rect"], let rectangle = try PDFRectangle(reader.resolve(entry), &reader)
            else { throw .malformed("a field's rectangle is unreadable") }
            places.append(
                PDFFieldPlace(widget: widget, rectangle: rectangle, page: listed[widget]?.first.map { pages[$0] })
            )
        }
        return places
    }

    /// Which pages list each annotation, counted from 0; those that no page lists are left out.
    private func pageIndices(of widgets: Set<PDFReference>) throws(PDFError) -> [PDFReference: [Int]] {
        guard !widgets.isEmpty else { return [:] }
        var reader = self.reader()
        var listed: [PDFReference: [Int]] = [:]
        for (index, page) in pages.enumerated() {
            guard let node = try reader.object(page.reference).plainDictionary,
                let annotations = try reader.value("Annots", of: node)?.array
            else { continue }
            for annotation in annotations {
                guard let reference = annotation.reference, widgets.contains(reference) else { continue }
                if listed[reference]?.last != index { listed[reference, default: []].append(index) }
            }
        }
        return listed
    }

    /// How many pages are told of one annotation, which belongs to one.
    private static let mostPages = 8

    /// Where each field's annotations are seen, with pages counted from 0.
    ///
    /// One without a readable rectangle is left out, as nobody can draw it.
    package func seenPlaces(
        of fields: [PDFSignatureField]
    ) throws(PDFError) -> [PDFReference: [(page: Int, rectangle: PDFRectangle)]] {
        let listed = try pageIndices(of: Set(fields.flatMap(\.widgets)))
        var reader = self.reader()
        var places: [PDFReference: [(page: Int, rectangle: PDFRectangle)]] = [:]
        for field in fields {
            for widget in field.widgets {
                guard let pages = listed[widget], let dictionary = try reader.object(widget).plainDictionary,
                    !dictionary.hasDuplicateKeys, let entry = dictionary["Rect"],
                    let box = try PDFRectangle(reader.resolve(entry), &reader), box.width > 0, box.height > 0
                else { continue }
                if try reader.isHidden(dictionary) { continue }
                places[field.reference, default: []] += pages.prefix(Self.mostPages).map { ($0, box) }
            }
        }
        return places
    }
}
