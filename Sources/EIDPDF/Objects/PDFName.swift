/// A name such as `/Type`, decoded.
///
/// Names are bytes. Each byte stands as the character with that number, all of which are different under Unicode
/// equivalence too, so comparing the text compares the bytes; and names of up to 15 letters need no allocation.
public struct PDFName: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The bytes as characters from U+0001 to U+00FF.
    public let text: String

    /// A name of ours; characters beyond U+00FF stand for their UTF-8 bytes.
    public init(stringLiteral value: String) { self.init(value) }

    /// A name from text; characters beyond ASCII stand for their UTF-8 bytes.
    public init(_ text: String) {
        // Most names are such, and stand in our own code: nothing to convert, nothing to allocate.
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        self = isASCII ? PDFName(unchanged: text) : PDFName(bytes: Array(text.utf8))
    }

    /// A name from its bytes.
    public init(bytes: some Collection<UInt8>) {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            text = String(decoding: bytes, as: UTF8.self)
        } else {
            text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        }
    }

    private init(unchanged text: String) { self.text = text }

    /// The bytes of the name.
    public var bytes: [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
}
