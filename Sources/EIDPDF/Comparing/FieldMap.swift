/// Every node of a form with its full name: which objects are fields, and which are their widgets.
struct FieldMap {
    /// One field or widget.
    struct Node {
        let name: String
        let type: PDFName?
        let value: PDFObject?
        let isWidgetOnly: Bool
        /// Whether persons fill it in: no button to push, and none that is only to be read, unless scripts calculate it.
        let isToBeFilled: Bool
        /// Whether viewers draw it with the default appearance of the form, if there is one, since neither it nor a field
        /// above it has one.
        let needsDefaultAppearance: Bool
    }

    /// What a field hands down to those below it.
    private struct Inherited {
        var name = ""
        var type: PDFName?
        var value: PDFObject?
        var flags = 0
        var isStyled = false
        var isCalculated = false

        /// ISO 32000-2 table 227, and table 229 for buttons.
        var isToBeFilled: Bool {
            let isPushButton = type == "Btn" && flags & 1 << 16 != 0
            return !isPushButton && (flags & 1 == 0 || isCalculated)
        }
    }

    private static let font = Array("Tf".utf8)

    private(set) var nodes: [Int: Node] = [:]

    /// Walks a tree that was found sound when the document was read.
    init(of document: PDFDocument, _ reader: inout PDFObjectReader) throws(PDFError) {
        guard let form = document.form.dictionary,
            let fields = try reader.value("Fields", of: form)?.array
        else { return }
        var open: [(PDFReference, above: Inherited)] = fields.compactMap { $0.reference.map { ($0, Inherited()) } }
        while let (reference, above) = open.popLast() {
            guard nodes[reference.number] == nil, nodes.count < reader.limits.fields,
                let node = try reader.object(reference).dictionary
            else { continue }
            let title = try reader.value("T", of: node)?.string.map(PDFText.decode)
            var inherited = above
            inherited.name = title.map { above.name.isEmpty ? $0 : above.name + "." + $0 } ?? above.name
            inherited.type = try reader.value("FT", of: node)?.name ?? above.type
            inherited.value = node["V"] ?? above.value
            inherited.flags = try reader.value("Ff", of: node)?.integer ?? above.flags
            let actions = try reader.value("AA", of: node)?.dictionary
            if actions?["C"] != nil { inherited.isCalculated = true }
            // Without a font, it is none to some viewers.
            let style = try reader.value("DA", of: node)?.string.flatMap { $0.contains(Self.font) ? $0 : nil }
            if style != nil { inherited.isStyled = true }
            let kids = try reader.value("Kids", of: node)?.array ?? []
            nodes[reference.number] = Node(
                name: inherited.name,
                type: inherited.type,
                value: inherited.value,
                isWidgetOnly: title == nil && !above.name.isEmpty,
                isToBeFilled: inherited.isToBeFilled,
                needsDefaultAppearance: !inherited.isStyled && kids.isEmpty && inherited.type != "Sig"
            )
            for kid in kids { if let kid = kid.reference { open.append((kid, inherited)) } }
        }
    }
}
