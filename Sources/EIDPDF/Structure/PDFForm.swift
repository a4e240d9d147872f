/// The interactive form (ISO 32000-1 §12.7): its signature fields, and every name in use.
public struct PDFForm: Sendable {
    /// The form's dictionary, if there is one.
    public let dictionary: PDFDictionary?
    /// Where it is, unless it stands in the catalogue.
    public let reference: PDFReference?
    /// All signature fields in the order of the form.
    public let signatureFields: [PDFSignatureField]
    /// Which fields the signatures so far have locked.
    public let locks: [PDFFieldLock]
    /// Whether there is an XFA form.
    public let hasXFA: Bool

    /// Whether there are fields of another kind than those for signatures.
    let hasOtherFields: Bool
    /// The full names of all fields at any depth, as bytes.
    private let names: Set<[UInt8]>

    init(_ catalogue: PDFDictionary, _ reader: inout PDFObjectReader) throws(PDFError) {
        guard let object = try reader.value("AcroForm", of: catalogue) else {
            (dictionary, reference, signatureFields, locks, hasXFA) = (nil, nil, [], [], false)
            (hasOtherFields, names) = (false, [])
            return
        }
        guard let form = object.plainDictionary else { throw .malformed("the form is no dictionary") }
        dictionary = form
        reference = catalogue["AcroForm"]?.reference
        hasXFA = try reader.value("XFA", of: form) != nil
        let tree = try FieldTree(form, &reader)
        signatureFields = tree.signatureFields
        hasOtherFields = tree.hasOtherFields
        names = tree.names
        var locks: [PDFFieldLock] = []
        // Many signatures may share one long list, and each lock keeps its own.
        var names = 0
        func keep(_ lock: PDFFieldLock) throws(PDFError) {
            names += lock.names.count
            guard locks.count < reader.limits.signatureFields * 2, names <= reader.limits.fields else {
                throw .tooLarge("the signatures lock too many fields")
            }
            locks.append(lock)
        }
        for field in tree.signatureFields {
            guard let value = field.value else { continue }
            if let lock = field.lock { try keep(lock) }
            for (method, parameters) in try PDFCertification.transforms(of: value.dictionary, &reader)
            where method == "FieldMDP" {
                try keep(PDFFieldLock(parameters, &reader))
            }
        }
        self.locks = locks
    }

    /// Whether a field has that full name.
    public func hasField(named name: String) -> Bool { names.contains(Array(name.utf8)) }

    /// Whether names are the same bytes; Swift's `==` would compare by Unicode equivalence.
    static func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
}
