/// Why a document cannot be read, or may not be changed as asked.
public struct PDFError: Error, Sendable, Equatable {
    /// The kinds of failure; callers decide on these alone.
    public enum Code: Sendable, Equatable {
        /// The bytes are no PDF file: wrong header or wrong end.
        case notPDF
        /// The file breaks the format where we must rely on it.
        case malformed
        /// Two readers could see two different documents.
        case ambiguous
        /// The file is encrypted, with whatever password.
        case encrypted
        /// A structure or filter which we do not read.
        case unsupported
        /// A limit was passed.
        case tooLarge
        /// The document has a property which the policy refuses.
        case refused(PDFFinding.Kind)
        /// There is no such page.
        case pageNotFound
        /// There is no signature field of that name.
        case fieldNotFound
        /// The signature field has a signature already.
        case fieldAlreadySigned
        /// Another field has that name.
        case fieldNameTaken
        /// An earlier signature locks the field, or the field asks for what we cannot give.
        case fieldLocked
        /// A text has characters outside of WinAnsiEncoding.
        case textNotEncodable
        /// An image is neither a JPEG nor a PNG that we can place.
        case imageUnreadable
        /// The signature is larger than the space reserved for it.
        case placeholderTooSmall
        /// The caller asked for something contradictory.
        case misuse
    }

    /// What kind of failure it is.
    public let code: Code
    /// For the operator: which rule was broken.
    ///
    /// Never holds text of the document.
    public let detail: String
    /// Where in the file, if that is known.
    public let offset: Int?

    /// Makes an error.
    public init(_ code: Code, _ detail: String, at offset: Int? = nil) {
        self.code = code
        self.detail = detail
        self.offset = offset
    }

    /// Errors are equal when their codes are.
    public static func == (one: PDFError, other: PDFError) -> Bool { one.code == other.code }

    static func malformed(_ detail: String, at offset: Int? = nil) -> PDFError {
        PDFError(.malformed, detail, at: offset)
    }
    static func ambiguous(_ detail: String, at offset: Int? = nil) -> PDFError {
        PDFError(.ambiguous, detail, at: offset)
    }
    static func tooLarge(_ detail: String) -> PDFError { PDFError(.tooLarge, detail) }
}
