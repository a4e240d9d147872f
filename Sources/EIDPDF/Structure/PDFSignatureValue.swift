/// A signature or document time-stamp as it stands in the file; nothing of it is verified here.
public struct PDFSignatureValue: Sendable {
    /// Where its dictionary is; `nil` if that stands within the field.
    public let reference: PDFReference?
    /// Its dictionary.
    public let dictionary: PDFDictionary
    /// The format, such as `ETSI.CAdES.detached`.
    public let subFilter: PDFName?
    /// The numbers of `ByteRange`, as given.
    public let byteRange: [Int]
    /// The decoded `Contents`, with the zeros that fill it up.
    public let contents: [UInt8]
    /// Where `Contents` stands in the file, from `<` to behind `>`; `nil` if it is not found there as it should be.
    public let contentsRange: Range<Int>?

    /// Whether this is a document time-stamp.
    public var isDocumentTimeStamp: Bool { subFilter == "ETSI.RFC3161" }

    /// Whether the signature certifies its document.
    public let isCertification: Bool

    /// The end of the bytes that the signature covers, if it covers all of them but its own contents.
    ///
    /// `nil` if `ByteRange` begins elsewhere than at 0, leaves out more or less than `Contents`, or makes no sense
    /// (ISO 32000-2 §12.8.1).
    public var coveredEnd: Int? {
        guard let contentsRange, byteRange.count == 4, byteRange[0] == 0, byteRange[1] == contentsRange.lowerBound,
            byteRange[2] == contentsRange.upperBound, byteRange[3] > 0
        else { return nil }
        let (end, overflow) = byteRange[2].addingReportingOverflow(byteRange[3])
        return overflow ? nil : end
    }

    /// Whether the signature covers a whole file of that size, except for its own contents.
    public func coversFile(of size: Int) -> Bool { coveredEnd == size }

    init(_ dictionary: PDFDictionary, at reference: PDFReference?, _ reader: inout PDFObjectReader) throws(PDFError) {
        self.reference = reference
        self.dictionary = dictionary
        subFilter = try reader.value("SubFilter", of: dictionary)?.name
        var numbers: [Int] = []
        for element in try reader.value("ByteRange", of: dictionary)?.array ?? [] {
            guard let number = try reader.resolve(element).integer else {
                throw .malformed("a signature's ByteRange has something else than numbers")
            }
            numbers.append(number)
        }
        byteRange = numbers
        isCertification = try PDFCertification.transforms(of: dictionary, &reader).contains { $0.0 == "DocMDP" }
        contents = try reader.value("Contents", of: dictionary)?.string ?? []
        contentsRange = try reference.flatMap { reference throws(PDFError) in
            try Self.find("Contents", in: reference, reader)
        }
    }

    /// The place of a hexadecimal string that stands directly in an uncompressed dictionary.
    private static func find(
        _ key: PDFName,
        in reference: PDFReference,
        _ reader: PDFObjectReader
    ) throws(PDFError) -> Range<Int>? {
        guard case .offset(let offset, _) = reader.references.entries[reference.number] else { return nil }
        var parser = PDFParser(reader.bytes, at: offset, limits: reader.limits)
        // The header of the object was checked when it was looked up.
        for _ in 0..<3 {
            parser.scanner.skipBlank()
            while let byte = parser.scanner.peek(), PDFCharacter.isRegular(byte) { parser.scanner.position += 1 }
        }
        parser.scanner.skipBlank()
        guard parser.scanner.take("<<") else { return nil }
        while true {
            parser.scanner.skipBlank()
            guard parser.scanner.peek() == UInt8(ascii: "/") else { return nil }
            let found = try parser.name()
            parser.scanner.skipBlank()
            let start = parser.scanner.position
            _ = try parser.object(depth: 1)
            guard found == key else { continue }
            guard reader.bytes[start] == UInt8(ascii: "<"), start + 1 < reader.bytes.count,
                reader.bytes[start + 1] != UInt8(ascii: "<")
            else { return nil }
            return start..<parser.scanner.position
        }
    }
}
