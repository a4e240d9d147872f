import EIDJOSE

/// A JAdES signature that lacks only its value; it can be stored between the two legs.
public struct PreparedJAdES: Codable, Hashable, Sendable {
    /// What the signer puts their key to.
    public let toBeSigned: ToBeSigned

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
