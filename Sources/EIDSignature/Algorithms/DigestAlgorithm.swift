import COpenSSL

/// The digests we sign with and accept; nothing older.
public enum DigestAlgorithm: String, CaseIterable, Codable, Sendable {
    case sha256 = "SHA-256"
    case sha384 = "SHA-384"
    case sha512 = "SHA-512"

    /// How many bytes a digest has.
    public var length: Int {
        switch self {
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The digest of some bytes.
    public func digest(_ bytes: some Collection<UInt8>) throws(SignatureError) -> [UInt8] { try digest(parts: [bytes]) }

    /// The digest of several pieces one after the other, such as a PDF without its signature.
    public func digest(parts: some Sequence<some Collection<UInt8>>) throws(SignatureError) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw OpenSSLError.unavailable("no digest context") }
        defer { EVP_MD_CTX_free(context) }
        var isDone = EVP_DigestInit_ex(context, method, nil) == 1
        for part in parts {
            let updated = part.withContiguousStorageIfAvailable { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
            isDone = isDone && (updated ?? Self.update(context, Array(part))) == 1
        }
        var output = [UInt8](repeating: 0, count: length)
        guard isDone, EVP_DigestFinal_ex(context, &output, nil) == 1 else {
            throw OpenSSLError.unavailable("no digest")
        }
        return output
    }

    private static func update(_ context: OpaquePointer, _ bytes: [UInt8]) -> Int32 {
        EVP_DigestUpdate(context, bytes, bytes.count)
    }

    /// OpenSSL's method; built in, so it lives as long as the process.
    var method: OpaquePointer? {
        switch self {
        case .sha256: EVP_sha256()
        case .sha384: EVP_sha384()
        case .sha512: EVP_sha512()
        }
    }

    package var oid: OID {
        switch self {
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }

    package init?(oid: OID) {
        guard let known = Self.allCases.first(where: { $0.oid == oid }) else { return nil }
        self = known
    }

    /// RFC 5754 §2: written without parameters.
    package var identifier: DERElement { .sequence(.oid(oid)) }
}
