/// One file of the corpus, with what a careful signer does with it.
public struct PDFShape: Sendable, CustomStringConvertible {
    /// What becomes of the file.
    public enum Fate: Sendable, Equatable {
        /// It can be signed.
        case signed
        /// It can be read, and the named finding refuses it.
        case policy(String)
        /// It cannot be read, for the named reason.
        case unreadable(String)
    }

    /// What is special about the file.
    public let name: String
    /// The file.
    public let bytes: [UInt8]
    /// What becomes of it.
    public let fate: Fate
    /// Whether qpdf finds nothing to warn of, so that it can judge what we append.
    public let isCleanForQPDF: Bool

    /// The name, for test reports.
    public var description: String { name }

    init(_ name: String, _ bytes: [UInt8], _ fate: Fate = .signed, cleanForQPDF: Bool = true) {
        self.name = name
        self.bytes = bytes
        self.fate = fate
        isCleanForQPDF = cleanForQPDF && fate == .signed
    }
}
