extension SignatureAlgorithm {
    /// The digest of a text by the hash that the algorithm itself uses.
    ///
    /// EdDSA is Ed25519 here, which hashes with SHA-512 (RFC 8032 §5.1).
    public func digest(_ text: String) -> [UInt8] {
        switch self {
        case .rs256, .ps256, .es256, .hs256: SHA256.digest(text)
        case .edDSA: SHA512.digest(text)
        }
    }

    /// The left half of that digest in base64url: what `at_hash` and its kin are made of (OpenID Connect Core §3.1.3.6).
    public func halfDigest(_ text: String) -> String {
        let digest = digest(text)
        return Base64URL.encode(digest.prefix(digest.count / 2))
    }
}
