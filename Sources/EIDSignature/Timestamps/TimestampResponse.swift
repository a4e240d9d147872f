import SwiftASN1

/// A timestamp authority's answer (RFC 3161 §2.4.2).
public struct TimestampResponse: Hashable, Sendable {
    /// The token that was granted.
    public let token: TimestampToken

    private static let place = "the timestamp authority's answer"

    /// Reads an answer and refuses anything but a grant.
    public init(der: [UInt8]) throws(SignatureError) {
        guard der.count <= 256 * 1024 else { throw SignatureError(.malformed, "\(Self.place) is too large") }
        var reader = try DERReader(sequence: der, Self.place)
        var status = try reader.reader()
        let code = try status.next(.integer).smallInteger(Self.place)
        // 0 is granted, 1 granted with modifications; what was modified is checked against the request.
        guard code <= 1 else {
            throw SignatureError(.timestampFailed, "the timestamp authority refuses, status \(code)")
        }
        token = try TimestampToken(der: Array(reader.next(.sequence).encodedBytes))
        try reader.end()
    }
}
