import COpenSSL
import SwiftASN1

/// The public key of a certificate.
public struct CertificateKey: Hashable, Sendable {
    /// The keys that we accept.
    public enum Kind: Hashable, Sendable {
        /// RSA with so many bits.
        case rsa(bits: Int)
        /// The NIST curve with 256 bits.
        case p256
        /// The NIST curve with 384 bits.
        case p384
        /// The NIST curve with 521 bits.
        case p521
        /// Anything else; nothing verifies with it.
        case other

        func fits(_ family: SignatureScheme.Family) -> Bool {
            switch (self, family) {
            case (.rsa(let bits), .rsa), (.rsa(let bits), .rsaPSS): (2048...8192).contains(bits)
            case (.p256, .ecdsa), (.p384, .ecdsa), (.p521, .ecdsa): true
            default: false
            }
        }

        /// The bytes of one ECDSA number; `nil` for RSA.
        package var fieldSize: Int? {
            switch self {
            case .p256: 32
            case .p384: 48
            case .p521: 66
            case .rsa, .other: nil
            }
        }

        /// The bytes of an RSA value.
        var modulusLength: Int {
            if case .rsa(let bits) = self { (bits + 7) / 8 } else { 0 }
        }
    }

    /// What kind of key it is.
    public let kind: Kind
    /// The SubjectPublicKeyInfo.
    public let der: [UInt8]

    /// The scheme to use where nothing else was agreed: the digest that fits the key's strength.
    public var defaultScheme: SignatureScheme? {
        switch kind {
        case .rsa: SignatureScheme(.rsa, .sha256)
        case .p256: SignatureScheme(.ecdsa, .sha256)
        case .p384: SignatureScheme(.ecdsa, .sha384)
        case .p521: SignatureScheme(.ecdsa, .sha512)
        case .other: nil
        }
    }

    init(_ node: ASN1Node, _ handle: X509Handle) throws(SignatureError) {
        der = Array(node.encodedBytes)
        var reader = try DERReader(node, .sequence, "the certificate's key")
        let algorithm = try AlgorithmIdentifier(reader.any(), "the certificate's key")
        let curve = (try? algorithm.parameters?.oid("the certificate's key")) ?? nil
        switch (algorithm.oid, curve) {
        case (.rsaEncryption, _), (.rsaPSS, _):
            guard let key = X509_get0_pubkey(handle.pointer) else {
                throw OpenSSLError.error(.malformed, "the certificate's key cannot be read")
            }
            kind = .rsa(bits: Int(EVP_PKEY_get_bits(key)))
        case (.ecPublicKey, .some(.p256)): kind = .p256
        case (.ecPublicKey, .some(.p384)): kind = .p384
        case (.ecPublicKey, .some(.p521)): kind = .p521
        default: kind = .other
        }
    }
}
