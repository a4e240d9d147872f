/// A document timestamp that lacks only the authority's token; it can be stored between the question and the answer.
public struct PreparedDocumentTimestamp: Codable, Hashable, Sendable {
    /// The digest to be timestamped.
    public var imprint: [UInt8] { digest.bytes }
    /// Its algorithm.
    public let algorithm: DigestAlgorithm
    private let digest: Octets
    private let revision: PreparedRevision

    init(_ revision: PreparedRevision, of document: [UInt8], _ algorithm: DigestAlgorithm) throws {
        self.revision = revision
        self.algorithm = algorithm
        digest = Octets(try revision.digest(of: document, algorithm))
    }

    /// How many bytes the token may have.
    public var reservedBytes: Int { revision.reservedBytes }

    /// The document with its timestamp, which has to be about exactly this document.
    ///
    /// A token that is too large throws `PDFError` with `placeholderTooSmall`.
    public func embedding(_ timestamp: VerifiedTimestamp, original document: consuming [UInt8]) throws -> [UInt8] {
        let info = timestamp.token.info
        guard info.algorithm == algorithm, try revision.digest(of: document, algorithm) == info.imprint else {
            throw SignatureError(.timestampFailed, "the timestamp is about another document")
        }
        return try revision.file(document, embedding: timestamp.token.der)
    }
}
