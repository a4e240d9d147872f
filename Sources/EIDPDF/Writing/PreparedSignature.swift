/// What stands behind a document with a new signature, whose value is still zeros; the document itself is kept elsewhere.
public struct PreparedSignature: Sendable, Hashable {
    /// How large the document is that this belongs to.
    public let documentSize: Int
    /// Where the signature goes in the whole file, from `<` to behind `>`.
    public let contentsRange: Range<Int>
    /// What is appended to the document.
    public let appendix: [UInt8]
    /// The same place as within what is appended.
    private let gap: Range<Int>

    /// One that was stored meanwhile; refused unless zeros stand in its place.
    public init(
        restoring appendix: [UInt8],
        behind documentSize: Int,
        contentsRange: Range<Int>
    ) throws(PDFError) {
        let (start, startOverflow) = contentsRange.lowerBound.subtractingReportingOverflow(documentSize)
        let (end, endOverflow) = contentsRange.upperBound.subtractingReportingOverflow(documentSize)
        guard documentSize >= 0, !startOverflow, !endOverflow, start >= 0, end < appendix.count, end - start >= 4,
            (end - start) % 2 == 0, appendix[start] == UInt8(ascii: "<"), appendix[end - 1] == UInt8(ascii: ">"),
            appendix[(start + 1)..<(end - 1)].allSatisfy({ $0 == UInt8(ascii: "0") })
        else { throw PDFError(.misuse, "there is no room for a signature in that place") }
        self.documentSize = documentSize
        self.contentsRange = contentsRange
        self.appendix = appendix
        gap = start..<end
    }

    /// The four numbers of `ByteRange`.
    public var byteRange: [Int] {
        [0, contentsRange.lowerBound, contentsRange.upperBound, appendix.count - gap.upperBound]
    }

    /// How many bytes the signature may have.
    public var reservedBytes: Int { (gap.count - 2) / 2 }

    /// What is hashed, one part after the other, straight from where it lies.
    public func digestInput(of document: [UInt8]) throws(PDFError) -> [ArraySlice<UInt8>] {
        try requireSize(document)
        return [document[...], appendix[..<gap.lowerBound], appendix[gap.upperBound...]]
    }

    /// The whole file with its signature; bytes that are not needed stay zero.
    public func embedding(_ signature: [UInt8], in document: consuming [UInt8]) throws(PDFError) -> [UInt8] {
        try requireSize(document)
        guard !signature.isEmpty else { throw PDFError(.misuse, "the signature is empty") }
        guard signature.count <= reservedBytes else {
            throw PDFError(
                .placeholderTooSmall,
                "the signature needs \(signature.count) bytes, reserved are \(reservedBytes)"
            )
        }
        var file = [UInt8](document, followedBy: appendix)
        var place = contentsRange.lowerBound + 1
        for byte in signature {
            file[place] = PDFWriter.hexDigits[Int(byte >> 4)]
            file[place + 1] = PDFWriter.hexDigits[Int(byte & 15)]
            place += 2
        }
        return file
    }

    private func requireSize(_ document: [UInt8]) throws(PDFError) {
        guard document.count == documentSize else {
            throw PDFError(.misuse, "the document is not the one that was prepared")
        }
    }
}
