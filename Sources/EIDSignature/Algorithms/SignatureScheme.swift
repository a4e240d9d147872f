import SwiftASN1

/// How a digest becomes a signature value.
public struct SignatureScheme: Hashable, Codable, Sendable {
    /// The mathematics of the signature.
    public enum Family: String, Codable, Sendable {
        /// RSASSA-PKCS1-v1_5.
        case rsa
        /// RSASSA-PSS with MGF1 over the same digest and a salt as long as the digest, unless its parameters say otherwise.
        case rsaPSS
        /// ECDSA.
        case ecdsa
    }

    /// The mathematics of the signature.
    public let family: Family
    /// The digest that is signed.
    public let digest: DigestAlgorithm

    /// Creates a scheme.
    public init(_ family: Family, _ digest: DigestAlgorithm) {
        self.family = family
        self.digest = digest
    }

    /// The name of the algorithm in a JWS header; `nil` where JOSE has none.
    ///
    /// JOSE ties each curve to one digest, so the key takes part in the choice.
    public func joseName(for key: CertificateKey.Kind) -> String? {
        switch (family, digest, key) {
        case (.rsa, .sha256, .rsa): "RS256"
        case (.rsa, .sha384, .rsa): "RS384"
        case (.rsa, .sha512, .rsa): "RS512"
        case (.rsaPSS, .sha256, .rsa): "PS256"
        case (.rsaPSS, .sha384, .rsa): "PS384"
        case (.rsaPSS, .sha512, .rsa): "PS512"
        case (.ecdsa, .sha256, .p256): "ES256"
        case (.ecdsa, .sha384, .p384): "ES384"
        case (.ecdsa, .sha512, .p521): "ES512"
        default: nil
        }
    }

    /// The scheme that a JWS header names.
    init?(joseName name: String) {
        let digests: [String: DigestAlgorithm] = ["256": .sha256, "384": .sha384, "512": .sha512]
        let families: [String: Family] = ["RS": .rsa, "PS": .rsaPSS, "ES": .ecdsa]
        guard name.utf8.count == 5, let family = families[String(name.prefix(2))],
            let digest = digests[String(name.suffix(3))]
        else { return nil }
        self.init(family, digest)
    }

    /// The object identifier, which the CSC API also wants.
    public var oid: OID {
        switch (family, digest) {
        case (.rsa, .sha256): .sha256RSA
        case (.rsa, .sha384): .sha384RSA
        case (.rsa, .sha512): .sha512RSA
        case (.rsaPSS, _): .rsaPSS
        case (.ecdsa, .sha256): .ecdsaSHA256
        case (.ecdsa, .sha384): .ecdsaSHA384
        case (.ecdsa, .sha512): .ecdsaSHA512
        }
    }

    /// The identifier with its parameters, written in full for PSS.
    package var identifier: DERElement {
        switch family {
        case .rsa: .sequence(.oid(oid), .null)
        case .ecdsa: .sequence(.oid(oid))
        case .rsaPSS:
            .sequence(
                .oid(oid),
                .sequence(
                    .explicit(0, digest.identifier),
                    .explicit(1, .sequence(.oid(.mgf1), digest.identifier)),
                    .explicit(2, .integer(UInt64(digest.length)))
                )
            )
        }
    }

    /// Reads an identifier; `digest` is the one named beside it, which plain `rsaEncryption` leaves to its neighbour.
    init(_ identifier: AlgorithmIdentifier, digest: DigestAlgorithm, _ place: String) throws(SignatureError) {
        if identifier.oid == .rsaPSS {
            self = try Self.pss(identifier, place).scheme
        } else {
            guard identifier.hasNoParameters, let scheme = Self.simple(identifier.oid, digest) else {
                throw SignatureError(.unsupported, "\(place) uses a signature algorithm we do not accept")
            }
            self = scheme
        }
        // RFC 5652 §5.4 does not forbid a difference, and whoever writes one confuses readers.
        guard self.digest == digest else {
            throw SignatureError(.unsupported, "\(place) mixes two digests")
        }
    }

    /// Whether an identifier names a scheme with a digest that we accept.
    static func accepts(_ identifier: AlgorithmIdentifier, _ place: String) throws(SignatureError) -> Bool {
        if identifier.oid == .rsaPSS {
            _ = try pss(identifier, place)
            return true
        }
        return identifier.oid != .rsaEncryption && simple(identifier.oid, .sha256) != nil
    }

    /// What fits into the largest modulus that we accept.
    private static let largestSalt = 1024

    private static func simple(_ oid: OID, _ digest: DigestAlgorithm) -> SignatureScheme? {
        if oid == .rsaEncryption { return SignatureScheme(.rsa, digest) }
        for family in [Family.rsa, .ecdsa] {
            for digest in DigestAlgorithm.allCases where SignatureScheme(family, digest).oid == oid {
                return SignatureScheme(family, digest)
            }
        }
        return nil
    }

    /// How long the salt of PSS is by the parameters, which may say any length (RFC 4055 §3.1); `nil` for other schemes.
    static func saltLength(_ identifier: AlgorithmIdentifier, _ place: String) throws(SignatureError) -> Int? {
        identifier.oid == .rsaPSS ? try pss(identifier, place).salt : nil
    }

    private static func pss(
        _ identifier: AlgorithmIdentifier,
        _ place: String
    ) throws(SignatureError) -> (scheme: SignatureScheme, salt: Int) {
        guard let parameters = identifier.parameters else {
            throw SignatureError(.unsupported, "\(place) uses PSS over SHA-1")
        }
        var reader = try DERReader(parameters, .sequence, place)
        guard let first = reader.tagged(0), let second = reader.tagged(1), let third = reader.tagged(2) else {
            throw SignatureError(.unsupported, "\(place) uses PSS over SHA-1")
        }
        var hash = try DERReader(first, first.identifier, place)
        let digest = try AlgorithmIdentifier(hash.any(), place).digest(place)
        var mask = try DERReader(second, second.identifier, place)
        let generator = try AlgorithmIdentifier(mask.any(), place)
        var length = try DERReader(third, third.identifier, place)
        let salt = try length.any().smallInteger(place)
        guard generator.oid == .mgf1, let inner = generator.parameters,
            try AlgorithmIdentifier(inner, place).digest(place) == digest,
            (0...largestSalt).contains(salt), reader.upcoming == nil
        else { throw SignatureError(.unsupported, "\(place) uses PSS with parameters we do not accept") }
        return (SignatureScheme(.rsaPSS, digest), salt)
    }
}
