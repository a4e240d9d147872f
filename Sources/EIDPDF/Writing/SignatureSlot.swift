/// The place of a signature within an update.
public struct SignatureSlot: Sendable, Equatable {
    /// The full name of the field.
    public let fieldName: String
    /// Where the field is.
    public let fieldReference: PDFReference
    /// Where the signature dictionary is.
    public let valueReference: PDFReference
    /// How many bytes the signature may have.
    public let reservedBytes: Int
}
