/// Walks the whole field tree (ISO 32000-1 §12.7.3) without recursion: loops and shared nodes are refused.
struct FieldTree {
    private(set) var signatureFields: [PDFSignatureField] = []
    /// Whether there is a field of another kind.
    private(set) var hasOtherFields = false
    private(set) var names: Set<[UInt8]> = []

    private struct Visit {
        let reference: PDFReference
        let name: String
        let type: PDFName?
        let value: PDFObject?
        let depth: Int
    }

    init(_ form: PDFDictionary, _ reader: inout PDFObjectReader) throws(PDFError) {
        guard let fields = try reader.value("Fields", of: form) else { return }
        var visited: Set<Int> = []
        var open: [Visit] = []
        for field in try Self.references(fields).reversed() {
            open.append(Visit(reference: field, name: "", type: nil, value: nil, depth: 0))
        }
        var nameBytes = 0
        var kept = 0
        while let visit = open.popLast() {
            guard visited.insert(visit.reference.number).inserted else {
                throw .malformed("the field tree has a loop, or a field twice")
            }
            guard visited.count + open.count <= reader.limits.fields, visit.depth <= reader.limits.nesting else {
                throw .tooLarge("the form has too many fields")
            }
            guard let node = try reader.object(visit.reference).plainDictionary else {
                throw .malformed("a field is missing or unreadable")
            }
            let name = try Self.name(of: node, below: visit.name, &reader)
            // Full names repeat those above; together they may not grow beyond any proportion to the file.
            nameBytes += name.utf8.count
            guard nameBytes <= reader.bytes.count * 2 + (1 << 20) else { throw .tooLarge("field names are too long") }
            names.insert(Array(name.utf8))
            let type = try reader.value("FT", of: node)?.name ?? visit.type
            let value = node["V"] ?? visit.value
            var widgets: [PDFReference] = []
            var isTerminal = true
            for kid in try Self.references(try reader.value("Kids", of: node) ?? .array([])).reversed() {
                guard let child = try reader.object(kid).plainDictionary else { throw .malformed("a field is missing") }
                if child["T"] == nil {
                    guard visited.insert(kid.number).inserted else {
                        throw .malformed("a widget belongs to two fields")
                    }
                    widgets.append(kid)
                } else {
                    isTerminal = false
                    open.append(
                        Visit(reference: kid, name: name, type: type, value: value, depth: visit.depth + 1)
                    )
                }
            }
            widgets.reverse()
            guard type == "Sig", isTerminal else {
                if type != nil, type != "Sig" { hasOtherFields = true }
                continue
            }
            guard signatureFields.count < reader.limits.signatureFields else {
                throw .tooLarge("the form has too many signature fields")
            }
            // Viewers draw a field that is a widget itself, whatever it has below it.
            if try reader.value("Subtype", of: node)?.name == "Widget" { widgets.append(visit.reference) }
            let field = try Self.signatureField(visit.reference, name, node, widgets: widgets, value: value, &reader)
            kept += PDFObject.dictionary(node).valueCount
            kept += field.value.map { PDFObject.dictionary($0.dictionary).valueCount } ?? 0
            guard kept <= Self.mostKept else { throw .tooLarge("the signature fields have too many values") }
            signatureFields.append(field)
        }
    }

    /// Fields and signatures are kept in memory, a thousand of them, so each must be of a sensible size, and all together.
    private static let largestKept = 4_096
    private static let mostKept = 200_000

    private static func references(_ object: PDFObject) throws(PDFError) -> [PDFReference] {
        guard let array = object.array else { throw .malformed("a list of fields is no array") }
        var result: [PDFReference] = []
        for element in array where !element.isNull {
            guard let reference = element.reference else { throw .malformed("a field is no indirect object") }
            result.append(reference)
        }
        return result
    }

    private static func name(
        of node: PDFDictionary,
        below above: String,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> String {
        guard let title = try reader.value("T", of: node) else { return above }
        guard let bytes = title.string else { throw .malformed("a field's name is no string") }
        let partial = PDFText.decode(bytes)
        return above.isEmpty ? partial : above + "." + partial
    }

    private static func signatureField(
        _ reference: PDFReference,
        _ name: String,
        _ node: PDFDictionary,
        widgets: [PDFReference],
        value: PDFObject?,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> PDFSignatureField {
        guard PDFObject.dictionary(node).valueCount <= largestKept else {
            throw .tooLarge("a field has too many values")
        }
        var signature: PDFSignatureValue?
        if let value {
            let resolved = try reader.resolve(value)
            if !resolved.isNull {
                guard let dictionary = resolved.plainDictionary else {
                    throw .malformed("a signature is no dictionary")
                }
                guard resolved.valueCount <= largestKept else { throw .tooLarge("a signature has too many values") }
                signature = try PDFSignatureValue(dictionary, at: value.reference, &reader)
            }
        }
        var lock: PDFFieldLock?
        if let object = try reader.value("Lock", of: node) {
            guard let dictionary = object.dictionary else { throw .malformed("a field lock is no dictionary") }
            lock = try PDFFieldLock(dictionary, &reader)
        }
        var hasDemands = false
        if let object = try reader.value("SV", of: node) {
            guard let demands = object.dictionary else { throw .malformed("a seed value is no dictionary") }
            hasDemands = try reader.value("Ff", of: demands)?.integer ?? 0 != 0
        }
        var showsSomething = false
        if signature == nil {
            for widget in widgets where !showsSomething {
                guard let look = try reader.object(widget).dictionary else { continue }
                showsSomething = try reader.showsSomething(look)
            }
        }
        return PDFSignatureField(
            reference: reference,
            name: name,
            dictionary: node,
            widgets: widgets,
            value: signature,
            lock: lock,
            hasDemands: hasDemands,
            showsSomething: showsSomething
        )
    }
}
