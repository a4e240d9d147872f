/// A signature value that was verified; only ``ToBeSigned/verified(_:)`` makes one, so nothing else can be embedded.
public struct VerifiedValue: Hashable, Sendable {
    /// The value: a number for RSA, `SEQUENCE { r, s }` for ECDSA.
    public let value: [UInt8]
    /// Whose value it is.
    public let certificate: Certificate
    /// What it was verified over.
    public let toBeSigned: ToBeSigned

    init(_ value: [UInt8], _ certificate: Certificate, for toBeSigned: ToBeSigned) {
        self.value = value
        self.certificate = certificate
        self.toBeSigned = toBeSigned
    }
}
