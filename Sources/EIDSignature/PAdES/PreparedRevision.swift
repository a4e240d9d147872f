import EIDPDF

/// A prepared signature as it is stored between the two legs.
struct PreparedRevision: Codable, Hashable, Sendable {
    /// How large the document is that this belongs to.
    let documentSize: Int
    /// From `<` to behind `>`, in the whole file.
    private let contentsStart, contentsEnd: Int
    private let appendix: Octets

    init(_ update: PDFUpdate) throws(PDFError) {
        let prepared = try update.prepared()
        documentSize = prepared.documentSize
        contentsStart = prepared.contentsRange.lowerBound
        contentsEnd = prepared.contentsRange.upperBound
        appendix = Octets(prepared.appendix)
    }

    /// How many bytes the signature may have.
    var reservedBytes: Int { max(0, contentsRange.count - 2) / 2 }

    var contentsRange: Range<Int> { contentsStart..<max(contentsStart, contentsEnd) }

    /// The digest of the file without the signature.
    func digest(of document: [UInt8], _ algorithm: DigestAlgorithm) throws -> [UInt8] {
        try algorithm.digest(parts: restored(for: document).digestInput(of: document))
    }

    /// The whole file with its signature.
    func file(_ document: consuming [UInt8], embedding signature: [UInt8]) throws -> [UInt8] {
        try restored(for: document).embedding(signature, in: document)
    }

    /// What was stored is believed only if there is room in its place.
    private func restored(for document: [UInt8]) throws(SignatureError) -> PreparedSignature {
        guard document.count == documentSize else {
            throw SignatureError(.contentChanged, "the document is not the one that was prepared")
        }
        do throws(PDFError) {
            return try PreparedSignature(
                restoring: appendix.bytes,
                behind: documentSize,
                contentsRange: contentsRange
            )
        } catch { throw SignatureError(.malformed, "the prepared signature has lost its place") }
    }
}
