import EIDJOSE

/// A JAdES signature that lacks only its value; it can be stored between the two legs.
public struct PreparedJAdES: Codable, Hashable, Sendable {
    /// What the signer puts their key to.
    public let toBeSigned: ToBeSigned

    init(toBeSigned: ToBeSigned) { self.toBeSigned = toBeSigned }

    /// The protected header, for whoever keeps the payload elsewhere; with it and the payload the rest can be made again.
    package var header: String? {
        toBeSigned.bytes.flatMap { bytes in
            bytes.firstIndex(of: UInt8(ascii: ".")).map { String(decoding: bytes[..<$0], as: UTF8.self) }
        }
    }

    /// Puts a header and its payload together again; what is signed must come out as it was.
    package init(header: String, payload: [UInt8], of digest: ToBeSigned) throws(SignatureError) {
        let certificate = try Certificate(der: digest.certificateDER)
        toBeSigned = try ToBeSigned(
            Array("\(header).\(Base64URL.encode(payload))".utf8),
            certificate,
            digest.scheme
        )
        guard toBeSigned.digest == digest.digest else {
            throw SignatureError(.contentChanged, "header and payload are not what was signed")
        }
    }

    /// Verifies a value and finishes the token with it.
    public func signature(with value: [UInt8]) throws(SignatureError) -> JAdESSignature {
        try signature(with: toBeSigned.verified(value))
    }

    /// Finishes the token with a value that was verified over what is signed here, and nothing else.
    public func signature(with value: VerifiedValue) throws(SignatureError) -> JAdESSignature {
        guard value.toBeSigned == toBeSigned, let bytes = toBeSigned.bytes else {
            throw SignatureError(.batchMismatch, "the value was verified for something else")
        }
        var octets = value.value
        // RFC 7518 §3.4: tokens carry r‖s.
        if let size = value.certificate.key.kind.fieldSize {
            guard let raw = ECDSAValue.raw(octets, size: size) else {
                throw SignatureError(.malformed, "the value is no ECDSA signature")
            }
            octets = raw
        }
        return try JAdESSignature(compact: String(decoding: bytes, as: UTF8.self) + "." + Base64URL.encode(octets))
    }
}
