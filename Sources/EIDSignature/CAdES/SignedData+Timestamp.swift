/// B-T: a timestamp over the signature value.
extension SignedData {
    /// What is timestamped for B-T: the value itself, without tag and length (ETSI EN 319 122-1 §5.3).
    public func signatureImprint(_ algorithm: DigestAlgorithm = .sha256) throws(SignatureError) -> [UInt8] {
        try algorithm.digest(onlySigner().signature)
    }

    /// The message with a timestamp over its signature, which has to fit.
    public func adding(signatureTimestamp timestamp: VerifiedTimestamp) throws(SignatureError) -> SignedData {
        guard try signatureImprint(timestamp.token.info.algorithm) == timestamp.token.info.imprint else {
            throw SignatureError(.timestampFailed, "the timestamp is about another signature")
        }
        var changed = self
        changed.signers[0].unsignedAttributes.append(
            CMSAttribute(.signatureTimestamp, DERElement(encoded: timestamp.token.der))
        )
        return changed
    }

    /// The timestamps over the signature, not yet verified.
    public func signatureTimestamps() throws(SignatureError) -> [TimestampToken] {
        try tokens(.signatureTimestamp)
    }

    func tokens(_ type: OID) throws(SignatureError) -> [TimestampToken] {
        var tokens: [TimestampToken] = []
        var seen: Set<DERElement> = []
        // The same one twice proves no more than once.
        for value in try onlySigner().unsignedAttributes.all(type) where seen.insert(value).inserted {
            tokens.append(try TimestampToken(der: value.bytes))
        }
        return tokens
    }
}
