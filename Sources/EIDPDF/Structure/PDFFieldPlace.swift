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
        var listed: [PDFReference: PDFPage] = [:]
        let widgets = Set(field.widgets)
        for page in pages where listed.count < widgets.count {
            guard let node = try reader.object(page.reference).plainDictionary,
                let annotations = try reader.value("Annots", of: node)?.array
            else { continue }
            for annotation in annotations {
                guard let reference = annotation.reference, widgets.contains(reference) else { continue }
                if listed[reference] == nil { listed[reference] = page }
            }
        }
        var places: [PDFFieldPlace] = []
        for widget in field.widgets {
            guard let dictionary = try reader.object(widget).plainDictionary,
                let entry = dictionary["Rect"], let rectangle = try PDFRectangle(reader.resolve(entry), &reader)
            else { throw .malformed("a field's rectangle is unreadable") }
            places.append(PDFFieldPlace(widget: widget, rectangle: rectangle, page: listed[widget]))
        }
        return places
    }
}
