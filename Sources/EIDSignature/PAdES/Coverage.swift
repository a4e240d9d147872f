import EIDPDF

/// What a signature covers of its file: all but its own contents, or it covers nothing that counts.
enum Coverage {
    /// Refuses every way in which `ByteRange` can leave out more than the signature itself.
    static func check(
        _ value: PDFSignatureValue,
        in document: PDFDocument,
        others: [PDFSignatureValue]
    ) throws(SignatureError) {
        guard value.byteRange.count == 4 else { throw refusal("ByteRange does not have four numbers") }
        guard value.byteRange[0] == 0 else { throw refusal("ByteRange does not begin at the start of the file") }
        guard value.byteRange.allSatisfy({ $0 >= 0 }) else { throw refusal("ByteRange has a negative number") }
        guard let contents = value.contentsRange else { throw refusal("Contents does not stand where it can be found") }
        guard value.byteRange[1] == contents.lowerBound, value.byteRange[2] == contents.upperBound else {
            throw refusal("ByteRange leaves out something else than Contents")
        }
        guard let end = value.coveredEnd, end <= document.bytes.count else {
            throw refusal("ByteRange leads out of the file")
        }
        guard !others.contains(where: { $0.contentsRange == value.contentsRange || $0.reference == value.reference })
        else {
            throw refusal("two fields have the same signature")
        }
    }

    /// The digests of what a signature covers.
    static func content(of value: PDFSignatureValue, in document: PDFDocument) throws(SignatureError) -> SignedContent {
        guard let contents = value.contentsRange, let end = value.coveredEnd, end <= document.bytes.count else {
            throw refusal("ByteRange leads out of the file")
        }
        var digests: [DigestAlgorithm: [UInt8]] = [:]
        for algorithm in try algorithms(of: value) {
            digests[algorithm] = try algorithm.digest(
                parts: [document.bytes[..<contents.lowerBound], document.bytes[contents.upperBound..<end]]
            )
        }
        return .digests(digests)
    }

    /// Hashing a large file three times to need one digest would be a waste.
    private static func algorithms(of value: PDFSignatureValue) throws(SignatureError) -> [DigestAlgorithm] {
        if value.isDocumentTimeStamp { return [try TimestampToken(padded: value.contents).info.algorithm] }
        return [try SignedData(padded: value.contents).onlySigner().digest]
    }

    private static func refusal(_ detail: String) -> SignatureError { SignatureError(.coverage, detail) }
}
