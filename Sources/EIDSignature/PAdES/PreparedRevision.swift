import EIDPDF

/// What will stand behind a document, with room for one signature; the document itself is kept elsewhere.
struct PreparedRevision: Codable, Hashable, Sendable {
    /// How large the document is that this belongs to.
    let documentSize: Int
    /// From `<` to behind `>`, in the whole file.
    private let contentsStart, contentsEnd: Int
    private let appendix: Octets

    init(_ update: PDFUpdate) throws(PDFError) {
        let appendix = try update.appendix()
        guard let contents = appendix.contentsRange else { throw PDFError(.misuse, "the update has no signature") }
        documentSize = update.document.bytes.count
        contentsStart = contents.lowerBound
        contentsEnd = contents.upperBound
        self.appendix = Octets(appendix.bytes)
    }

    /// How many bytes the signature may have.
    var reservedBytes: Int { max(0, contentsEnd - contentsStart - 2) / 2 }

    var contentsRange: Range<Int> { contentsStart..<max(contentsStart, contentsEnd) }

    /// The digest of the file without the signature, straight from where its parts lie.
    func digest(of document: [UInt8], _ algorithm: DigestAlgorithm) throws -> [UInt8] {
        let (before, after) = try parts(of: document)
        return try algorithm.digest(parts: [document[...], before, after])
    }

    /// The whole file with its signature; what the signature does not need stays zero.
    func file(_ document: consuming [UInt8], embedding signature: [UInt8]) throws -> [UInt8] {
        let (before, after) = try parts(of: document)
        guard !signature.isEmpty, signature.count <= reservedBytes else {
            throw PDFError(
                .placeholderTooSmall,
                "the signature needs \(signature.count) bytes, reserved are \(reservedBytes)"
            )
        }
        var file: [UInt8] = []
        file.reserveCapacity(documentSize + appendix.bytes.count)
        file += document
        file += before
        file.append(UInt8(ascii: "<"))
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in signature {
            file.append(digits[Int(byte >> 4)])
            file.append(digits[Int(byte & 15)])
        }
        file += repeatElement(UInt8(ascii: "0"), count: (reservedBytes - signature.count) * 2)
        file.append(UInt8(ascii: ">"))
        file += after
        return file
    }

    /// What is appended before and behind the signature; what was stored is believed only if there is room in its place.
    private func parts(of document: [UInt8]) throws -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>) {
        guard document.count == documentSize else {
            throw SignatureError(.contentChanged, "the document is not the one that was prepared")
        }
        let bytes = appendix.bytes
        let (start, startOverflow) = contentsStart.subtractingReportingOverflow(documentSize)
        let (end, endOverflow) = contentsEnd.subtractingReportingOverflow(documentSize)
        guard !startOverflow, !endOverflow, start >= 0, end < bytes.count, end - start >= 4, (end - start) % 2 == 0,
            bytes[start] == UInt8(ascii: "<"), bytes[end - 1] == UInt8(ascii: ">"),
            bytes[(start + 1)..<(end - 1)].allSatisfy({ $0 == UInt8(ascii: "0") })
        else { throw SignatureError(.malformed, "the prepared signature has lost its place") }
        return (bytes[..<start], bytes[end...])
    }
}
