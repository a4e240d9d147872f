import EIDJOSE
import EIDJSON
import EIDSignature

/// Evidence under the broker's own key: a token whose header names the key, with timestamps beside it where there are some.
///
/// Without a timestamp it is a JWS in the compact form; with one it is in the flattened JSON form, whose unprotected header
/// carries timestamps as that of a JAdES signature does. It has no certificate, which tells it from one.
struct BrokerSeal: StampedSeal, Hashable {
    private let header, payload, value: String
    private(set) var timestamps: [TimestampToken] = []
    private(set) var validationData = ValidationMaterial()

    /// Reads the compact form.
    init(compact text: String) throws(SignatureError) {
        let parts = text.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { throw SignatureError(.malformed, "not three parts") }
        (header, payload, value) = (parts[0], parts[1], parts[2])
    }

    /// Reads the flattened JSON form; `nil` for what is none, or names a certificate.
    init?(json text: String) throws(SignatureError) {
        guard let token = try? FlattenedToken(text), token.protected["x5c"] == nil else { return nil }
        (header, payload, value) = (token.header, token.payload, token.value)
        timestamps = try JAdESTimestamps.read(token.unprotected)
        validationData = try TimestampValidationData.read(token.unprotected)
    }

    /// The token alone.
    var compact: String { "\(header).\(payload).\(value)" }

    /// As it is handed out.
    var serialized: [UInt8] {
        guard !timestamps.isEmpty else { return Array(compact.utf8) }
        return JSON.object([
            ("payload", .string(payload)), ("protected", .string(header)), ("signature", .string(value)),
            ("header", JAdESTimestamps.header(timestamps, validationData)),
        ]).serialized()
    }

    func imprint(_ algorithm: DigestAlgorithm) throws(SignatureError) -> [UInt8] {
        try JAdESTimestamps.imprint(of: value, algorithm)
    }

    func adding(_ timestamp: VerifiedTimestamp) throws(SignatureError) -> BrokerSeal {
        try JAdESTimestamps.require(timestamp, isOver: value)
        var changed = self
        changed.timestamps.append(timestamp.token)
        return changed
    }

    func adding(validationData material: ValidationMaterial) -> BrokerSeal {
        var changed = self
        changed.validationData.merge(material)
        return changed
    }
}
