import COpenSSL

/// Content keys on their way: AES key wrap (RFC 3394) and RSA-OAEP.
package enum KeyWrap {
    package static func wrap(_ key: SecretBytes, with wrapping: SecretBytes) throws(JOSEError) -> [UInt8] {
        guard key.count >= 16, key.count % 8 == 0 else { throw .failed }
        var bytes = key.copy
        defer { bytes.wipe() }
        return try CipherRun.run(cipher(wrapping), encrypting: true, bytes, key: wrapping, iv: [])
    }

    package static func unwrap(_ wrapped: [UInt8], with wrapping: SecretBytes) throws(JOSEError) -> SecretBytes {
        guard wrapped.count >= 24, wrapped.count % 8 == 0 else { throw .failed }
        var bytes = try CipherRun.run(cipher(wrapping), encrypting: false, wrapped, key: wrapping, iv: [])
        defer { bytes.wipe() }
        return SecretBytes(bytes)
    }

    private static func cipher(_ wrapping: SecretBytes) throws(JOSEError) -> Fetched {
        switch wrapping.count {
        case 16: .aes128Wrap
        case 32: .aes256Wrap
        default: throw .failed
        }
    }

    static func encryptRSA(
        _ key: SecretBytes,
        to recipient: KeyMaterial,
        _ algorithm: KeyManagementAlgorithm
    ) throws(JOSEError) -> [UInt8] {
        try transform(recipient, .encrypt(algorithm)) { context, output, count in
            key.withBytes { key in
                EVP_PKEY_encrypt(
                    context,
                    output,
                    &count,
                    key.assumingMemoryBound(to: UInt8.self).baseAddress,
                    key.count
                )
            }
        }.copy
    }

    package static func encryptRSA(
        _ bytes: [UInt8],
        to key: JWK,
        _ algorithm: KeyManagementAlgorithm
    ) throws(JOSEError) -> [UInt8] {
        try encryptRSA(SecretBytes(bytes), to: key.material, algorithm)
    }

    package static func decryptRSA(
        _ wrapped: [UInt8],
        with key: JWK,
        _ algorithm: KeyManagementAlgorithm
    ) throws(JOSEError) -> SecretBytes {
        try decryptRSA(wrapped, with: key.material, algorithm)
    }

    static func decryptRSA(
        _ wrapped: [UInt8],
        with recipient: KeyMaterial,
        _ algorithm: KeyManagementAlgorithm
    ) throws(JOSEError) -> SecretBytes {
        try transform(recipient, .decrypt(algorithm)) { context, output, count in
            EVP_PKEY_decrypt(context, output, &count, wrapped, wrapped.count)
        }
    }

    /// The output is as long as the modulus however short the message: OpenSSL may write all of it.
    private static func transform(
        _ recipient: KeyMaterial,
        _ operation: PKey.Operation,
        _ body: (OpaquePointer, UnsafeMutablePointer<UInt8>?, inout Int) -> Int32
    ) throws(JOSEError) -> SecretBytes {
        guard recipient.type == .rsa, case .key(let key) = recipient.secret else {
            throw JOSEError(.unsuitableKey, "the key is not RSA")
        }
        let template = try key.template(operation)
        let output = SecretBytes(count: recipient.modulusLength) { _ in }
        var count = 0
        let isDone = try template.withCopy { context in
            output.withMutableBytes { bytes in
                count = bytes.count
                return body(context, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, &count) == 1
            }
        }
        guard isDone, (0...output.count).contains(count) else { throw OpenSSLFailure.failed }
        return count == output.count ? output : output.part(0..<count)
    }
}
