import EIDPDF

extension PDFDocument {
    /// Refuses a document in which no signature could be judged once it is there.
    ///
    /// The validator needs the whole security store and every signature, those of others included: whoever signs is not
    /// to learn afterwards that something which was there before spoils their signature.
    func requireSignable() throws(PDFError) {
        guard signatureFields.count(where: \.isSigned) < SignatureValidator.mostSignatures else {
            throw PDFError(.tooLarge, "the document has too many signatures")
        }
        try requireReadableRevisions(adding: bytes.count)
        _ = try SecurityStore(of: self)
    }
}
