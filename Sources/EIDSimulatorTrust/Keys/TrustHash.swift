import COpenSSL

/// The digests that people's apps sign over, by the names that schemes give them.
package enum TrustHash: String, Sendable, CaseIterable {
    case sha256 = "SHA-256"
    case sha384 = "SHA-384"
    case sha512 = "SHA-512"
    case sha3with256 = "SHA3-256"
    case sha3with384 = "SHA3-384"
    case sha3with512 = "SHA3-512"

    /// How long a digest is, in bytes.
    package var length: Int {
        switch self {
        case .sha256, .sha3with256: 32
        case .sha384, .sha3with384: 48
        case .sha512, .sha3with512: 64
        }
    }

    /// The digest of some bytes.
    package func digest(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: length)
        EVP_Digest(bytes, bytes.count, &digest, nil, method, nil)
        return digest
    }

    var method: OpaquePointer? {
        switch self {
        case .sha256: EVP_sha256()
        case .sha384: EVP_sha384()
        case .sha512: EVP_sha512()
        case .sha3with256: EVP_sha3_256()
        case .sha3with384: EVP_sha3_384()
        case .sha3with512: EVP_sha3_512()
        }
    }
}
