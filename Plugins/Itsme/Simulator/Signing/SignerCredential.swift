/// A certificate with the key behind it.
public struct SignerCredential: Sendable {
    /// The serial number as the issuer calls it.
    public let serial: [UInt8]
    /// DER certificates, the signer's first, the root last.
    public let chain: [[UInt8]]
    /// Signs a SHA-256 digest with RSASSA-PKCS1-v1_5.
    public let sign: @Sendable (_ digest: [UInt8]) throws -> [UInt8]

    /// Makes a credential.
    public init(
        serial: [UInt8],
        chain: [[UInt8]],
        sign: @escaping @Sendable (_ digest: [UInt8]) throws -> [UInt8]
    ) {
        self.serial = serial
        self.chain = chain
        self.sign = sign
    }
}
