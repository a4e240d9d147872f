/// One object of a PDF file (ISO 32000-1 §7.3).
public enum PDFObject: Sendable, Equatable {
    /// The null object, which counts as absent.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A whole number.
    case integer(Int)
    /// Any other number, kept as written.
    case real(PDFReal)
    /// A string, decoded.
    case string([UInt8])
    /// A name, decoded.
    case name(PDFName)
    /// An array.
    case array([PDFObject])
    /// A dictionary.
    case dictionary(PDFDictionary)
    /// A dictionary with bytes.
    // Apart from the others, which are small: large arrays of numbers should not take the space of streams.
    indirect case stream(PDFStream)
    /// A reference to an indirect object.
    case reference(PDFReference)
}

extension PDFObject {
    /// The number, if this is a whole one.
    public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    /// The value, if this is a number of either kind.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value.value
        default: nil
        }
    }
    /// The truth value, if this is one.
    public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    /// The bytes, if this is a string.
    public var string: [UInt8]? { if case .string(let value) = self { value } else { nil } }
    /// The name, if this is one.
    public var name: PDFName? { if case .name(let value) = self { value } else { nil } }
    /// The elements, if this is an array.
    public var array: [PDFObject]? { if case .array(let value) = self { value } else { nil } }
    /// The dictionary, of a stream as well.
    public var dictionary: PDFDictionary? {
        switch self {
        case .dictionary(let value): value
        case .stream(let value): value.dictionary
        default: nil
        }
    }
    /// The dictionary, if this is one and no stream: where the format wants a dictionary, bytes would go unseen.
    var plainDictionary: PDFDictionary? { if case .dictionary(let value) = self { value } else { nil } }
    /// The stream, if this is one.
    public var stream: PDFStream? { if case .stream(let value) = self { value } else { nil } }
    /// The reference, if this is one.
    public var reference: PDFReference? { if case .reference(let value) = self { value } else { nil } }
    /// How many values this is made of, itself included.
    var valueCount: Int {
        switch self {
        case .array(let elements): elements.reduce(1) { $0 + $1.valueCount }
        case .dictionary(let dictionary): dictionary.entries.reduce(1) { $0 + $1.value.valueCount }
        case .stream(let stream): stream.dictionary.entries.reduce(1) { $0 + $1.value.valueCount }
        default: 1
        }
    }
    /// Whether this is the null object.
    public var isNull: Bool { if case .null = self { true } else { false } }
}

extension PDFObject {
    /// A text string (ISO 32000-1 §7.9.2.2).
    public static func text(_ text: String) -> PDFObject { .string(PDFText.encode(text)) }
}
