/// Every node of a form with its full name: which objects are fields, and which are their widgets.
struct FieldMap {
    /// One field or widget.
    struct Node {
        let name: String
        let type: PDFName?
        let value: PDFObject?
        let isWidgetOnly: Bool
        /// Whether viewers draw it with the default appearance of the form, if there is one, since neither it nor a field
        /// above it has one.
        let needsDefaultAppearance: Bool
    }

    private static let font = Array("Tf".utf8)

    private(set) var nodes: [Int: Node] = [:]

    /// Walks a tree that was found sound when the document was read.
    init(of document: PDFDocument, _ reader: inout PDFObjectReader) throws(PDFError) {
        guard let form = document.form.dictionary,
            let fields = try reader.value("Fields", of: form)?.array
        else { return }
        var open: [(PDFReference, name: String, type: PDFName?, value: PDFObject?, isStyled: Bool)] =
            fields.compactMap { $0.reference.map { ($0, "", nil, nil, false) } }
        while let (reference, above, type, value, isStyled) = open.popLast() {
            guard nodes[reference.number] == nil, nodes.count < reader.limits.fields,
                let node = try reader.object(reference).dictionary
            else { continue }
            let title = try reader.value("T", of: node)?.string.map(PDFText.decode)
            let name = title.map { above.isEmpty ? $0 : above + "." + $0 } ?? above
            let own = try reader.value("FT", of: node)?.name ?? type
            let inner = node["V"] ?? value
            // Without a font, it is none to some viewers.
            let style = try reader.value("DA", of: node)?.string.flatMap { $0.contains(Self.font) ? $0 : nil }
            let kids = try reader.value("Kids", of: node)?.array ?? []
            nodes[reference.number] = Node(
                name: name,
                type: own,
                value: inner,
                isWidgetOnly: title == nil && !above.isEmpty,
                needsDefaultAppearance: !isStyled && style == nil && kids.isEmpty && own != "Sig"
            )
            for kid in kids {
                if let kid = kid.reference { open.append((kid, name, own, inner, isStyled || style != nil)) }
            }
        }
    }
}
