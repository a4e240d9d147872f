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

    /// The digest of what a signature covers, by the one algorithm that it uses: hashing a large file costs.
    static func content(
        of value: PDFSignatureValue,
        in document: PDFDocument,
        by algorithm: DigestAlgorithm
    ) throws(SignatureError) -> SignedContent {
        guard let contents = value.contentsRange, let end = value.coveredEnd, end <= document.bytes.count else {
            throw refusal("ByteRange leads out of the file")
        }
        let digest = try algorithm.digest(
            parts: [document.bytes[..<contents.lowerBound], document.bytes[contents.upperBound..<end]]
        )
        return .digests([algorithm: digest])
    }

    private static func refusal(_ detail: String) -> SignatureError { SignatureError(.coverage, detail) }
}
