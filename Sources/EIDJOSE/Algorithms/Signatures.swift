import COpenSSL

/// Raw signatures, as they stand in a token: RSA as a number, ECDSA as r‖s, EdDSA and HMAC as bytes.
enum Signatures {
    static func sign(
        _ message: UnsafeRawBufferPointer,
        with key: KeyMaterial,
        _ algorithm: SignatureAlgorithm
    ) throws(JOSEError) -> [UInt8] {
        switch (algorithm, key.secret) {
        case (.hs256, .bytes(let secret)): return HMACTemplate.sha256.code(of: [message], key: secret)
        case (.edDSA, .key(let key)): return try signEdDSA(message, key)
        case (.rs256, .key(let secret)), (.rs384, .key(let secret)), (.rs512, .key(let secret)),
            (.ps256, .key(let secret)), (.ps384, .key(let secret)), (.ps512, .key(let secret)):
            return try signDigest(algorithm.digest(message), secret.template(.sign(algorithm)))
        case (.es256, .key(let secret)), (.es384, .key(let secret)):
            let der = try signDigest(algorithm.digest(message), secret.template(.sign(algorithm)))
            return try ECDSASignature(coordinates: key.type).raw(der: der)
        case (.hs256, .key), (_, .bytes): throw JOSEError(.unsuitableKey, "the key cannot sign with \(algorithm)")
        }
    }

    /// Throws ``JOSEError/failed`` unless the signature belongs to the message.
    static func verify(
        _ signature: [UInt8],
        over message: UnsafeRawBufferPointer,
        with key: KeyMaterial,
        _ algorithm: SignatureAlgorithm
    ) throws(JOSEError) {
        let isValid: Bool
        switch (algorithm, key.secret) {
        case (.hs256, .bytes(let secret)):
            isValid = constantTimeEquals(HMACTemplate.sha256.code(of: [message], key: secret), signature)
        case (.edDSA, .key(let key)): isValid = try verifyEdDSA(signature, message, key)
        case (.rs256, .key(let half)), (.rs384, .key(let half)), (.rs512, .key(let half)),
            (.ps256, .key(let half)), (.ps384, .key(let half)), (.ps512, .key(let half)):
            isValid = try verifyDigest(algorithm.digest(message), signature, half.template(.verify(algorithm)))
        case (.es256, .key(let half)), (.es384, .key(let half)):
            guard let der = try ECDSASignature(coordinates: key.type).der(raw: signature) else { throw .failed }
            isValid = try verifyDigest(algorithm.digest(message), der, half.template(.verify(algorithm)))
        case (.hs256, .key), (_, .bytes): throw JOSEError(.unsuitableKey, "the key cannot verify \(algorithm)")
        }
        guard isValid else { throw OpenSSLFailure.failed }
    }

    static func signDigest(_ digest: [UInt8], _ template: ContextTemplate) throws(JOSEError) -> [UInt8] {
        var signature: [UInt8]? = nil
        try template.withCopy { context in
            var count = 0
            guard EVP_PKEY_sign(context, nil, &count, digest, digest.count) == 1 else { return }
            var bytes = [UInt8](repeating: 0, count: count)
            guard EVP_PKEY_sign(context, &bytes, &count, digest, digest.count) == 1 else { return }
            bytes.removeLast(bytes.count - count)
            signature = bytes
        }
        guard let signature else { throw OpenSSLFailure.failed }
        return signature
    }

    /// Only 1 is a yes: a malformed ECDSA signature makes OpenSSL answer -1.
    static func verifyDigest(
        _ digest: [UInt8],
        _ signature: [UInt8],
        _ template: ContextTemplate
    ) throws(JOSEError) -> Bool {
        try template.withCopy { EVP_PKEY_verify($0, signature, signature.count, digest, digest.count) == 1 }
    }

    private static func signEdDSA(_ message: UnsafeRawBufferPointer, _ key: PKey) throws(JOSEError) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw OpenSSLFailure.unavailable("no context") }
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        let bytes = message.assumingMemoryBound(to: UInt8.self).baseAddress
        guard EVP_DigestSignInit_ex(context, nil, nil, nil, nil, key.pointer, nil) == 1,
            EVP_DigestSign(context, &signature, &count, bytes, message.count) == 1, count == 64
        else { throw OpenSSLFailure.failed }
        return signature
    }

    private static func verifyEdDSA(
        _ signature: [UInt8],
        _ message: UnsafeRawBufferPointer,
        _ key: PKey
    ) throws(JOSEError) -> Bool {
        guard signature.count == 64 else { return false }
        guard let context = EVP_MD_CTX_new() else { throw OpenSSLFailure.unavailable("no context") }
        defer { EVP_MD_CTX_free(context) }
        let bytes = message.assumingMemoryBound(to: UInt8.self).baseAddress
        return EVP_DigestVerifyInit_ex(context, nil, nil, nil, nil, key.pointer, nil) == 1
            && EVP_DigestVerify(context, signature, 64, bytes, message.count) == 1
    }
}

/// The two ways to write an ECDSA signature: r‖s in tokens, DER at OpenSSL.
struct ECDSASignature {
    /// How many bytes r and s have each in a token (RFC 7518 §3.4).
    private let length: Int

    /// The signatures of keys on a curve.
    init(coordinates type: KeyType) throws(JOSEError) {
        guard let curve = type.curve else { throw JOSEError(.unsuitableKey, "the key is on no curve of ours") }
        length = curve.length
    }

    /// r‖s as strict DER; `nil` unless it is exactly as long as the curve has it.
    func der(raw: [UInt8]) -> [UInt8]? {
        guard raw.count == 2 * length else { return nil }
        var content: [UInt8] = []
        content.reserveCapacity(raw.count + 8)
        for half in [raw[..<length], raw[length...]] {
            let digits = half.drop { $0 == 0 }
            let needsZero = (digits.first ?? 0x80) >= 0x80  // also for zero itself, which is one zero byte
            content.append(0x02)
            content.append(UInt8(digits.count + (needsZero ? 1 : 0)))
            if needsZero { content.append(0) }
            content.append(contentsOf: digits)
        }
        // At most 102 bytes for P-384, so that one byte tells the length.
        return [0x30, UInt8(content.count)] + content
    }

    /// DER, as OpenSSL writes it, as r‖s.
    func raw(der: [UInt8]) throws(JOSEError) -> [UInt8] {
        var raw = [UInt8](repeating: 0, count: 2 * length)
        var rest = der.dropFirst(2)
        for end in [length, 2 * length] {
            guard rest.popFirst() == 0x02, let count = rest.popFirst(), Int(count) <= rest.count else {
                throw .failed
            }
            let digits = rest.prefix(Int(count)).drop { $0 == 0 }
            guard digits.count <= length else { throw .failed }
            raw.replaceSubrange(end - digits.count..<end, with: digits)
            rest = rest.dropFirst(Int(count))
        }
        return raw
    }
}
