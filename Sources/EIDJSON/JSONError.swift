/// Why a document, or a value in it, was refused.
///
/// It never quotes the document: claims are personal data and errors end up in logs.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of rule was broken.
    public enum Code: String, Sendable {
        case tooLarge, tooDeep, syntax, duplicateName, invalidUTF8, nulCharacter, numberOutOfRange
        case missing, wrongType, outOfRange
    }

    /// What kind of rule was broken.
    public let code: Code
    /// Where: `address.country`, `keys[2].n`, or `byte 17` for a document that could not be read.
    public let path: String
    /// The rule in words, for the operator.
    public let detail: String

    /// Creates an error; readers of documents use it for rules of their own.
    public init(_ code: Code, at path: String, _ detail: String) {
        self.code = code
        self.path = path
        self.detail = detail
    }

    /// Place and rule on one line.
    public var description: String { path.isEmpty ? detail : "\(path): \(detail)" }
}
