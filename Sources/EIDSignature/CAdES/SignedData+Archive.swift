/// B-LTA: a timestamp over the whole signature, which can be renewed for ever (ETSI EN 319 122-1 §5.5).
extension SignedData {
    /// What one archive timestamp covers: the digest to be stamped and the index that tells what went into it.
    public struct ArchiveImprint: Hashable, Sendable {
        /// The algorithm of both.
        public let algorithm: DigestAlgorithm
        /// The digest to be timestamped.
        public let imprint: [UInt8]
        let index: DERElement
    }

    /// What is to be timestamped, given the digest of the content by the same algorithm.
    public func archiveImprint(
        contentDigest: [UInt8],
        algorithm: DigestAlgorithm = .sha256
    ) throws(SignatureError) -> ArchiveImprint {
        guard contentDigest.count == algorithm.length else {
            throw SignatureError(.digestMismatch, "the content's digest has \(contentDigest.count) bytes")
        }
        let index = try HashIndex(of: self, algorithm).element
        let imprint = try archiveImprint(contentDigest: contentDigest, index: index, algorithm: algorithm)
        return ArchiveImprint(algorithm: algorithm, imprint: imprint, index: index)
    }

    /// The message with an archive timestamp; whatever was added after the imprint was taken makes it fail.
    public func adding(
        archiveTimestamp timestamp: VerifiedTimestamp,
        over imprint: ArchiveImprint
    ) throws(SignatureError) -> SignedData {
        guard timestamp.token.info.imprint == imprint.imprint, timestamp.token.info.algorithm == imprint.algorithm,
            try HashIndex(of: self, imprint.algorithm).element == imprint.index
        else { throw SignatureError(.timestampFailed, "the archive timestamp is about something else") }
        let token = try timestamp.token.adding(CMSAttribute(.hashIndexV3, imprint.index))
        var changed = self
        changed.signers[0].unsignedAttributes.append(
            CMSAttribute(.archiveTimestampV3, DERElement(encoded: token.der))
        )
        return changed
    }

    /// The archive timestamps, oldest first, not yet verified.
    public func archiveTimestamps() throws(SignatureError) -> [TimestampToken] {
        try tokens(.archiveTimestampV3).sorted { $0.info.time < $1.info.time }
    }

    /// The index of an archive timestamp, checked against what stands in the message.
    func hashIndex(of token: TimestampToken) throws(SignatureError) -> HashIndex {
        let place = "the archive timestamp"
        guard let index = try token.signedData.onlySigner().unsignedAttributes.single(.hashIndexV3, place) else {
            throw SignatureError(.timestampFailed, "the archive timestamp does not say what it covers")
        }
        return try HashIndex(index, of: self, algorithm: token.info.algorithm)
    }

    /// The imprint that an archive timestamp with this index must have.
    func expectedImprint(
        of token: TimestampToken,
        _ index: HashIndex,
        contentDigest: [UInt8]
    ) throws(SignatureError) -> [UInt8] {
        try archiveImprint(contentDigest: contentDigest, index: index.element, algorithm: token.info.algorithm)
    }

    /// §5.5.3: type, digest of the content, the signer's fields as they stand, and the index.
    private func archiveImprint(
        contentDigest: [UInt8],
        index: DERElement,
        algorithm: DigestAlgorithm
    ) throws(SignatureError) -> [UInt8] {
        let signer = try onlySigner()
        return try algorithm.digest(parts: [
            DERElement.oid(contentType).bytes, contentDigest,
            signer.version.bytes, signer.identifier.bytes, signer.digestAlgorithm.bytes,
            signer.signedAttributesField?.bytes ?? [],
            signer.signatureAlgorithm.bytes, DERElement.octets(signer.signature).bytes,
            index.bytes,
        ])
    }
}
