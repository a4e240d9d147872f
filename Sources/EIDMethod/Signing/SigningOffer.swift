/// What a method signs with and how much of it at once, by its settings.
public struct SigningOffer: Sendable, Hashable {
    /// What comes out of a signing.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// Raw values that verify under the signer's own certificate.
        case values
        /// A signature in the method's own format, kept as evidence beside a seal of the broker.
        case native
    }

    /// What comes out.
    public let kind: Kind
    /// How many digests one approval may cover.
    public let maximumDigests: Int
    /// Whether signers' certificates are meant to be qualified; the broker checks each one all the same.
    public let isQualified: Bool
    /// Whether a signer comes with a subject; without one, clients cannot name the person who must sign.
    public let identifiesSigner: Bool
    /// Whether nothing begins without a signer hint of the client.
    public let needsSignerHint: Bool

    /// Makes an offer.
    public init(
        kind: Kind,
        maximumDigests: Int,
        isQualified: Bool,
        identifiesSigner: Bool = true,
        needsSignerHint: Bool = false
    ) {
        self.kind = kind
        self.maximumDigests = maximumDigests
        self.isQualified = isQualified
        self.identifiesSigner = identifiesSigner
        self.needsSignerHint = needsSignerHint
    }
}

/// How a value is made from a digest.
public enum SigningAlgorithm: String, Sendable, Hashable, Codable, CaseIterable {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    case rsaSHA256 = "rsa-sha256"
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    case rsaSHA384 = "rsa-sha384"
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    case rsaSHA512 = "rsa-sha512"
    /// RSASSA-PSS with SHA-256 and a salt as long as the hash.
    case pssSHA256 = "rsa-pss-sha256"
    /// RSASSA-PSS with SHA-384 and a salt as long as the hash.
    case pssSHA384 = "rsa-pss-sha384"
    /// RSASSA-PSS with SHA-512 and a salt as long as the hash.
    case pssSHA512 = "rsa-pss-sha512"
    /// ECDSA with SHA-256.
    case ecdsaSHA256 = "ecdsa-sha256"
    /// ECDSA with SHA-384.
    case ecdsaSHA384 = "ecdsa-sha384"
    /// ECDSA with SHA-512.
    case ecdsaSHA512 = "ecdsa-sha512"

    /// How long a digest is, in bytes.
    public var digestLength: Int {
        switch self {
        case .rsaSHA256, .pssSHA256, .ecdsaSHA256: 32
        case .rsaSHA384, .pssSHA384, .ecdsaSHA384: 48
        case .rsaSHA512, .pssSHA512, .ecdsaSHA512: 64
        }
    }
}
