/// A signature field, empty or signed.
public struct PDFSignatureField: Sendable {
    /// Where the field's dictionary is.
    public let reference: PDFReference
    /// The name with those of the fields above it, joined by dots.
    public let name: String
    /// The field's dictionary, which may be its widget too.
    public let dictionary: PDFDictionary
    /// The annotations that show the field.
    public let widgets: [PDFReference]
    /// The signature, if the field has one.
    public let value: PDFSignatureValue?
    /// What signing this field is to lock.
    public let lock: PDFFieldLock?
    /// Whether the field demands properties of a signature (its `SV` has required entries).
    public let hasDemands: Bool
    /// Whether the field is empty and shows something all the same.
    public let showsSomething: Bool

    /// Whether a signature is there.
    public var isSigned: Bool { value != nil }
}
