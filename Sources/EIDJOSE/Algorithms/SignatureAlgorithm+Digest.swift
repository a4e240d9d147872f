extension SignatureAlgorithm {
    /// The hash that the algorithm itself uses, and how many bytes it makes.
    ///
    /// EdDSA is Ed25519 here, which hashes with SHA-512 (RFC 8032 §5.1).
    var hash: (function: Fetched, length: Int) {
        switch self {
        case .rs256, .ps256, .es256, .hs256: (.sha256, 32)
        case .rs384, .ps384, .es384: (.sha384, 48)
        case .rs512, .ps512, .edDSA: (.sha512, 64)
        }
    }

    /// The digest of some bytes by that hash.
    func digest(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let hash = hash
        return hash.function.digest(of: bytes, length: hash.length)
    }

    /// The digest of a text by the hash that the algorithm itself uses.
    public func digest(_ text: String) -> [UInt8] { digest(text.utf8) }

    /// The left half of that digest in base64url: what `at_hash` and its kin are made of (OpenID Connect Core §3.1.3.6).
    public func halfDigest(_ text: String) -> String {
        let digest = digest(text)
        return Base64URL.encode(digest.prefix(digest.count / 2))
    }
}
