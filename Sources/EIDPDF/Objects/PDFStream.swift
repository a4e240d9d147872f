/// A stream: a dictionary and bytes, encoded as its `Filter` says.
public struct PDFStream: Sendable, Equatable {
    /// Where the bytes are.
    public enum Contents: Sendable, Equatable {
        /// In the file that was read.
        case inFile(Range<Int>)
        /// Here.
        case bytes([UInt8])
    }

    /// The stream's dictionary; `Length` is set when it is written.
    public var dictionary: PDFDictionary
    /// The encoded bytes.
    public var contents: Contents

    /// A stream to be written.
    public init(_ dictionary: PDFDictionary = [:], bytes: [UInt8]) {
        self.dictionary = dictionary
        contents = .bytes(bytes)
    }

    init(_ dictionary: PDFDictionary, inFile range: Range<Int>) {
        self.dictionary = dictionary
        contents = .inFile(range)
    }
}
