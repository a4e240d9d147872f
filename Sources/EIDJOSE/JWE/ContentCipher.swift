import COpenSSL

/// The content of a token, or anything else that is sealed: authenticated encryption with AES.
package enum ContentCipher {
    package struct Sealed {
        package var ciphertext: [UInt8]
        package var tag: [UInt8]
    }

    package static func seal(
        _ plaintext: [UInt8],
        _ encryption: ContentEncryption,
        key: SecretBytes,
        iv: [UInt8],
        aad: [UInt8]
    ) throws(JOSEError) -> Sealed {
        guard key.count == encryption.keyLength, iv.count == encryption.ivLength else { throw .failed }
        switch encryption {
        case .a128GCM, .a256GCM: return try GCM.seal(plaintext, key: key, iv: iv, aad: aad)
        case .a128CBCHS256, .a256CBCHS512: return try CBCHMAC.seal(plaintext, key: key, iv: iv, aad: aad)
        }
    }

    /// The plaintext, or ``JOSEError/failed`` whatever is wrong.
    package static func open(
        _ ciphertext: [UInt8],
        tag: [UInt8],
        _ encryption: ContentEncryption,
        key: SecretBytes,
        iv: [UInt8],
        aad: [UInt8]
    ) throws(JOSEError) -> [UInt8] {
        guard key.count == encryption.keyLength, iv.count == encryption.ivLength, tag.count == encryption.tagLength
        else { throw .failed }
        switch encryption {
        case .a128GCM, .a256GCM: return try GCM.open(ciphertext, tag: tag, key: key, iv: iv, aad: aad)
        case .a128CBCHS256, .a256CBCHS512: return try CBCHMAC.open(ciphertext, tag: tag, key: key, iv: iv, aad: aad)
        }
    }
}

/// AES-GCM with a 12 byte IV and a 16 byte tag, nothing else.
enum GCM {
    static func seal(
        _ plaintext: [UInt8],
        key: SecretBytes,
        iv: [UInt8],
        aad: [UInt8]
    ) throws(JOSEError) -> ContentCipher.Sealed {
        var tag = [UInt8](repeating: 0, count: 16)
        let ciphertext = try CipherRun.run(
            cipher(key),
            encrypting: true,
            plaintext,
            key: key,
            iv: iv,
            aad: aad,
            after: { EVP_CIPHER_CTX_ctrl($0, EVP_CTRL_AEAD_GET_TAG, 16, &tag) == 1 }
        )
        return ContentCipher.Sealed(ciphertext: ciphertext, tag: tag)
    }

    static func open(
        _ ciphertext: [UInt8],
        tag: [UInt8],
        key: SecretBytes,
        iv: [UInt8],
        aad: [UInt8]
    ) throws(JOSEError) -> [UInt8] {
        var tag = tag
        guard tag.count == 16, iv.count == 12 else { throw .failed }
        return try CipherRun.run(
            cipher(key),
            encrypting: false,
            ciphertext,
            key: key,
            iv: iv,
            aad: aad,
            before: { EVP_CIPHER_CTX_ctrl($0, EVP_CTRL_AEAD_SET_TAG, 16, &tag) == 1 }
        )
    }

    private static func cipher(_ key: SecretBytes) -> Fetched { key.count == 16 ? .aes128GCM : .aes256GCM }
}

/// AES-CBC with HMAC (RFC 7518 §5.2): the first half of the key authenticates, the second encrypts.
enum CBCHMAC {
    static func seal(
        _ plaintext: [UInt8],
        key: SecretBytes,
        iv: [UInt8],
        aad: [UInt8]
    ) throws(JOSEError) -> ContentCipher.Sealed {
        let (authentication, encryption) = halves(key)
        let ciphertext = try CipherRun.run(cipher(encryption), encrypting: true, plaintext, key: encryption, iv: iv)
        return ContentCipher.Sealed(
            ciphertext: ciphertext,
            tag: tag(over: ciphertext, key: authentication, iv: iv, aad: aad)
        )
    }

    static func open(
        _ ciphertext: [UInt8],
        tag: [UInt8],
        key: SecretBytes,
        iv: [UInt8],
        aad: [UInt8]
    ) throws(JOSEError) -> [UInt8] {
        let (authentication, encryption) = halves(key)
        // The tag comes first: padding is only looked at once the ciphertext is known to be genuine.
        guard constantTimeEquals(self.tag(over: ciphertext, key: authentication, iv: iv, aad: aad), tag) else {
            throw .failed
        }
        return try CipherRun.run(cipher(encryption), encrypting: false, ciphertext, key: encryption, iv: iv)
    }

    private static func halves(_ key: SecretBytes) -> (authentication: SecretBytes, encryption: SecretBytes) {
        let half = key.count / 2
        return (key.part(0..<half), key.part(half..<key.count))
    }

    private static func cipher(_ key: SecretBytes) -> Fetched { key.count == 16 ? .aes128CBC : .aes256CBC }

    /// HMAC over AAD, IV, ciphertext and the AAD's length in bits; half of it is the tag.
    private static func tag(over ciphertext: [UInt8], key: SecretBytes, iv: [UInt8], aad: [UInt8]) -> [UInt8] {
        // Multiplied before it is cut into bytes: `n * 8 >> 8` would be `n * (8 >> 8)`.
        let bits = UInt64(aad.count) * 8
        let length = (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
        let template = key.count == 16 ? HMACTemplate.sha256 : HMACTemplate.sha512
        let message = aad + iv + ciphertext + length
        return Array(message.withUnsafeBytes { template.code(of: [$0], key: key) }.prefix(key.count))
    }
}

/// One pass of a cipher over all of its input.
enum CipherRun {
    static func run(
        _ cipher: Fetched,
        encrypting: Bool,
        _ input: [UInt8],
        key: SecretBytes,
        iv: [UInt8],
        aad: [UInt8] = [],
        before: (OpaquePointer) -> Bool = { _ in true },
        after: (OpaquePointer) -> Bool = { _ in true }
    ) throws(JOSEError) -> [UInt8] {
        guard let context = EVP_CIPHER_CTX_new() else { throw OpenSSLFailure.unavailable("no context") }
        defer { EVP_CIPHER_CTX_free(context) }
        EVP_CIPHER_CTX_set_flags(context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW)
        guard let inputCount = Int32(exactly: input.count), let aadCount = Int32(exactly: aad.count),
            inputCount < Int32.max - 64
        else { throw .failed }
        let isReady = key.withBytes { key in
            let bytes = key.assumingMemoryBound(to: UInt8.self).baseAddress
            return EVP_CipherInit_ex2(context, cipher.pointer, bytes, iv.isEmpty ? nil : iv, encrypting ? 1 : 0, nil)
                == 1
        }
        var isDone = isReady && before(context)
        var count: Int32 = 0
        if isDone && !aad.isEmpty { isDone = EVP_CipherUpdate(context, nil, &count, aad, aadCount) == 1 }
        let output = [UInt8](unsafeUninitializedCapacity: input.count + 64) { output, written in
            var total = 0
            if isDone && !input.isEmpty {
                isDone = EVP_CipherUpdate(context, output.baseAddress, &count, input, inputCount) == 1
                total = Int(count)
            }
            if isDone {
                isDone = EVP_CipherFinal_ex(context, output.baseAddress.map { $0 + total }, &count) == 1
                total += Int(count)
            }
            if !isDone {
                // Plaintext of a ciphertext that turned out forged must not stay behind.
                OPENSSL_cleanse(output.baseAddress, output.count)
                total = 0
            }
            written = max(0, min(total, output.count))
        }
        guard isDone, after(context) else { throw OpenSSLFailure.failed }
        return output
    }
}
