/// Where a signature goes, and what is seen of it.
public struct SignaturePlacement: Sendable {
    /// The field that takes the signature.
    public enum Field: Sendable {
        /// A new one on a page, counted from 0. Without a name it gets one; without a rectangle it is invisible.
        case new(name: String? = nil, page: Int = 0, rectangle: PDFRectangle? = nil)
        /// An empty one of that full name, shown where it stands.
        case existing(String)

        /// The name of the one that is there already.
        package var existingName: String? { if case .existing(let name) = self { name } else { nil } }
    }

    /// The field that takes the signature.
    public var field: Field
    /// The entries of the signature dictionary, all but `ByteRange` and `Contents`.
    public var dictionary: PDFDictionary
    /// How many bytes are reserved for the signature.
    public var reservedBytes: Int
    /// What is drawn in the field's rectangle.
    public var appearance: SignatureAppearance?
    /// Makes this a certification with that permission.
    public var certification: PDFCertification.Permission?

    /// Makes a placement; an invisible approval signature unless told otherwise.
    public init(
        _ field: Field = .new(),
        dictionary: PDFDictionary,
        reservedBytes: Int = 16_384,
        appearance: SignatureAppearance? = nil,
        certification: PDFCertification.Permission? = nil
    ) {
        self.field = field
        self.dictionary = dictionary
        self.reservedBytes = reservedBytes
        self.appearance = appearance
        self.certification = certification
    }
}
