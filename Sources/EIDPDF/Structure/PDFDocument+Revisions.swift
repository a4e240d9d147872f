extension PDFDocument {
    /// The document as it was when a signature was made: what that signature covers, read as a file of its own.
    public func revision(coveredBy signature: PDFSignatureValue) throws(PDFError) -> PDFDocument {
        guard let end = signature.coveredEnd, end <= bytes.count else {
            throw .malformed("a signature does not cover a revision of the file")
        }
        return end == bytes.count ? self : try PDFDocument(parsing: Array(bytes[..<end]), limits: limits)
    }
}
