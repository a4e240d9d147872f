import EIDJOSE
import EIDJSON

/// B-T: the flattened JSON form, whose unprotected header carries timestamps (ETSI TS 119 182-1 §5.3).
extension JAdESSignature {
    /// What is timestamped for B-T: the value as it stands in the token, in base64url (§5.3.4).
    public func imprint(_ algorithm: DigestAlgorithm = .sha256) throws(SignatureError) -> [UInt8] {
        try algorithm.digest(Array(value.utf8))
    }

    /// The signature with a timestamp over its value, which has to fit.
    public func adding(_ timestamp: VerifiedTimestamp) throws(SignatureError) -> JAdESSignature {
        guard try imprint(timestamp.token.info.algorithm) == timestamp.token.info.imprint else {
            throw SignatureError(.timestampFailed, "the timestamp is about another signature")
        }
        var changed = self
        changed.timestamps.append(timestamp.token)
        return changed
    }

    /// The flattened JSON form.
    public var json: String {
        var members: [(String, JSON)] = [
            ("payload", .string(payload)), ("protected", .string(header)), ("signature", .string(value)),
        ]
        if !timestamps.isEmpty {
            let entries: [JSON] = timestamps.map { token in
                let entry: JSON = ["sigTst": ["tstTokens": [["val": .string(Base64.encode(token.der))]]]]
                return .string(Base64URL.encode(entry.serialized()))
            }
            members.append(("header", ["etsiU": .array(entries)]))
        }
        return JSON.object(members).text
    }

    /// Reads the flattened JSON form; unsigned properties other than timestamps are ignored.
    public init(json text: String) throws(SignatureError) {
        let limits = JSONLimits(maximumBytes: 64 * 1024 * 1024, maximumDepth: 8)
        guard let members = try? JSONValue.parse(text, limits: limits),
            let header = try? members.requireString("protected"), let payload = try? members.requireString("payload"),
            let value = try? members.requireString("signature")
        else { throw Self.malformed("not the flattened form") }
        try self.init(header: header, payload: payload, value: value)
        for entry in members["header"]?["etsiU"]?.strings ?? [] {
            guard let bytes = Base64URL.decode(entry), let property = try? JSONValue.parse(bytes, limits: Self.limits)
            else { throw Self.malformed("an unsigned property cannot be read") }
            for token in property["sigTst"]?["tstTokens"]?.elements ?? [] {
                guard let text = token["val"]?.string, let der = Base64.decode(text) else {
                    throw Self.malformed("a timestamp cannot be read")
                }
                timestamps.append(try TimestampToken(der: der))
            }
        }
    }
}
