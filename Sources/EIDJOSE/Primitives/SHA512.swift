import COpenSSL

/// SHA-512.
public enum SHA512 {
    /// The digest of some bytes.
    public static func digest(_ bytes: some Collection<UInt8>) -> [UInt8] {
        Array(bytes).withUnsafeBytes { bytes in
            [UInt8](unsafeUninitializedCapacity: 64) { output, count in
                let algorithm = Fetched.sha512.pointer
                // Hashing memory can only fail where OpenSSL itself is broken.
                guard EVP_Digest(bytes.baseAddress, bytes.count, output.baseAddress, nil, algorithm, nil) == 1
                else { fatalError("SHA-512 failed") }
                count = 64
            }
        }
    }

    /// The digest of a text's UTF-8.
    public static func digest(_ text: String) -> [UInt8] { digest(text.utf8) }
}
