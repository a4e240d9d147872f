import EIDJSON

/// B-T: the flattened JSON form, whose unprotected header carries timestamps (ETSI TS 119 182-1 §5.3).
extension JAdESSignature {
    /// What is timestamped for B-T: the value as it stands in the token, in base64url (§5.3.4).
    public func imprint(_ algorithm: DigestAlgorithm = .sha256) throws(SignatureError) -> [UInt8] {
        try JAdESTimestamps.imprint(of: value, algorithm)
    }

    /// The signature with a timestamp over its value, which has to fit.
    public func adding(_ timestamp: VerifiedTimestamp) throws(SignatureError) -> JAdESSignature {
        try JAdESTimestamps.require(timestamp, isOver: value)
        var changed = self
        changed.timestamps.append(timestamp.token)
        return changed
    }

    /// The signature with more of what validates its timestamps; it is carried only where there is one.
    public func adding(validationData material: ValidationMaterial) -> JAdESSignature {
        var changed = self
        changed.validationData.merge(material)
        return changed
    }

    /// The flattened JSON form.
    public var json: String {
        var members: [(String, JSON)] = [
            ("payload", .string(payload)), ("protected", .string(header)), ("signature", .string(value)),
        ]
        if !timestamps.isEmpty {
            members.append(("header", JAdESTimestamps.header(timestamps, validationData)))
        }
        return JSON.object(members).text
    }

    /// Reads the flattened JSON form; unsigned properties other than timestamps and what validates them are ignored.
    public init(json text: String) throws(SignatureError) {
        let token = try FlattenedToken(text)
        try self.init(header: token.header, payload: token.payload, value: token.value)
        timestamps = try JAdESTimestamps.read(token.unprotected)
        validationData = try TimestampValidationData.read(token.unprotected)
    }
}
