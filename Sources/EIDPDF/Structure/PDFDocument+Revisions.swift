extension PDFDocument {
    /// Refuses a file whose signed revisions, with so many bytes to come, are more than a validator should read.
    package func requireReadableRevisions(adding bytesToCome: Int = 0) throws(PDFError) {
        let ends = signatureFields.compactMap { $0.value?.coveredEnd }.filter { $0 < bytes.count }
        let (most, overflow) = bytes.count.multipliedReportingOverflow(by: limits.revisions)
        // A thousand fields at most, each covering what fits into memory.
        guard !overflow, ends.reduce(bytesToCome, +) <= most + limits.baseRevisions else {
            throw .tooLarge("the signed revisions of the file are too large together")
        }
    }

    /// The document as it was when a signature was made: what that signature covers, read as a file of its own.
    public func revision(coveredBy signature: PDFSignatureValue) throws(PDFError) -> PDFDocument {
        guard let end = signature.coveredEnd, end <= bytes.count else {
            throw .malformed("a signature does not cover a revision of the file")
        }
        return end == bytes.count ? self : try PDFDocument(parsing: Array(bytes[..<end]), limits: limits)
    }
}
