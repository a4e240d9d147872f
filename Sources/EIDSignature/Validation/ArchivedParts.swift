import FoundationEssentials

/// What archive timestamps that hold have covered of a message, and since when.
///
/// Whatever else stands in the message may have been put there yesterday: it is judged as of today, and counts for no
/// archive (ETSI EN 319 122-1 §5.5.3).
struct ArchivedParts {
    private var proofs: [(index: HashIndex, time: Date)] = []

    mutating func add(_ index: HashIndex, at time: Date) { proofs.append((index, time)) }

    /// Since when a timestamp in the message is known to have existed; `nil` if no archive timestamp covers it.
    func existence(of token: TimestampToken, _ type: OID) throws(SignatureError) -> Date? {
        var earliest: Date?
        for proof in proofs where try proof.index.covers(type, token.der) {
            earliest = min(earliest ?? proof.time, proof.time)
        }
        return earliest
    }

    /// The validation data that are covered, those in covered timestamps included; `nil` if no timestamp over the
    /// signature is among them.
    func material(of message: SignedData) throws(SignatureError) -> ValidationMaterial? {
        var covered = message
        covered.certificates = []
        covered.revocations = []
        var signer = try message.onlySigner()
        signer.unsignedAttributes = []
        for proof in proofs {
            for certificate in message.certificates where try proof.index.covers(certificate: certificate) {
                covered.add(certificates: [certificate])
            }
            for answer in message.revocations where try proof.index.covers(revocation: answer) {
                if !covered.revocations.contains(answer) { covered.revocations.append(answer) }
            }
        }
        var hasTimestamp = false
        for type in [OID.signatureTimestamp, .archiveTimestampV3] {
            for token in try message.tokens(type) where try existence(of: token, type) != nil {
                signer.unsignedAttributes.append(CMSAttribute(type, DERElement(encoded: token.der)))
                if type == .signatureTimestamp { hasTimestamp = true }
            }
        }
        covered.signers = [signer]
        return hasTimestamp ? covered.material : nil
    }
}
