import EIDJOSE
package import EIDJSON

/// Timestamps over the value of a token, as its unprotected header carries them (ETSI TS 119 182-1 §5.3.4).
///
/// Nothing in them asks for a certificate in the protected header: a token under a bare key can carry them as well.
package enum JAdESTimestamps {
    /// What is timestamped: the value as it stands in the token, in base64url.
    package static func imprint(of value: String, _ algorithm: DigestAlgorithm) throws(SignatureError) -> [UInt8] {
        try algorithm.digest(Array(value.utf8))
    }

    /// Refuses a timestamp that is about another value.
    package static func require(
        _ timestamp: VerifiedTimestamp,
        isOver value: String
    ) throws(SignatureError) {
        guard try imprint(of: value, timestamp.token.info.algorithm) == timestamp.token.info.imprint else {
            throw SignatureError(.timestampFailed, "the timestamp is about another signature")
        }
    }

    /// The unprotected header with these timestamps, and what validates them.
    package static func header(
        _ tokens: [TimestampToken],
        _ validationData: ValidationMaterial = ValidationMaterial()
    ) -> JSON {
        var entries: [JSON] = tokens.map { token in
            let entry: JSON = ["sigTst": ["tstTokens": [["val": .string(Base64.encode(token.der))]]]]
            return .string(Base64URL.encode(entry.serialized()))
        }
        if let entry = TimestampValidationData.entry(validationData) { entries.append(entry) }
        return ["etsiU": .array(entries)]
    }

    /// The unsigned properties, which are all in base64url or all objects as they are (§5.3.1).
    static func properties(_ header: JSONValue?) throws(SignatureError) -> [JSONValue] {
        var properties: [JSONValue] = []
        let entries = header?["etsiU"]
        guard entries?.count ?? 0 <= mostProperties else {
            throw JAdESSignature.malformed("too many unsigned properties")
        }
        for entry in entries?.elements ?? [] {
            if entry.members != nil {
                properties.append(entry)
                continue
            }
            guard let bytes = entry.string.flatMap({ Base64URL.decode($0) }),
                let property = try? JSONValue.parse(bytes, limits: TimestampValidationData.limits)
            else { throw JAdESSignature.malformed("an unsigned property cannot be read") }
            properties.append(property)
        }
        return properties
    }

    /// How many unsigned properties are read.
    private static let mostProperties = 256

    /// How many are read: each costs whoever validates the token a verification.
    private static let most = 64

    /// The timestamps of an unprotected header, each once; other unsigned properties are ignored.
    package static func read(_ header: JSONValue?) throws(SignatureError) -> [TimestampToken] {
        var tokens: [TimestampToken] = []
        var seen: Set<[UInt8]> = []
        var count = 0
        for property in try properties(header) {
            for token in property["sigTst"]?["tstTokens"]?.elements ?? [] {
                guard let text = token["val"]?.string, let der = Base64.decode(text) else {
                    throw JAdESSignature.malformed("a timestamp cannot be read")
                }
                count += 1
                guard count <= most else { throw JAdESSignature.malformed("too many timestamps") }
                // The same one twice proves no more than once.
                if seen.insert(der).inserted { tokens.append(try TimestampToken(der: der)) }
            }
        }
        return tokens
    }
}
