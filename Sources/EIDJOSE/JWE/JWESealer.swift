import EIDJSON

/// Encrypts for one recipient.
public struct JWESealer: Sendable {
    /// The recipient's key.
    public let key: JWK
    /// How the content key travels.
    public let algorithm: KeyManagementAlgorithm
    /// How the content is encrypted.
    public let encryption: ContentEncryption

    /// Creates a sealer; without an algorithm the key must be pinned to one.
    public init(
        key: JWK,
        algorithm: KeyManagementAlgorithm? = nil,
        encryption: ContentEncryption
    ) throws(JOSEError) {
        guard let algorithm = algorithm ?? key.algorithm?.keyManagement,
            let known = KeyAlgorithm(rawValue: algorithm.rawValue)
        else { throw JOSEError(.unsuitableKey, "the key says no algorithm to encrypt with") }
        guard key.algorithm == nil || key.algorithm == known else {
            throw JOSEError(.unsuitableKey, "the key is for another algorithm than \(algorithm.rawValue)")
        }
        guard key.allows(.encrypt, .wrapKey, .deriveKey, .deriveBits) else {
            throw JOSEError(.unsuitableKey, "the key is not for encryption")
        }
        self.key = try key.with(algorithm: known)
        self.algorithm = algorithm
        self.encryption = encryption
    }

    /// An encrypted token in its compact form; a signed token inside is announced with `contentType: "JWT"`.
    public func seal(
        _ plaintext: some Collection<UInt8>,
        contentType: String? = nil,
        type: String? = nil
    ) throws(JOSEError) -> String {
        let sent = try ContentKey.make(for: key.material, algorithm, encryption)
        var header = JSONWriter(reserving: 256)
        header.beginObject()
        header.member("alg", algorithm.rawValue)
        header.member("enc", encryption.rawValue)
        if let keyID = key.keyID { header.member("kid", keyID) }
        if let type { header.member("typ", type) }
        if let contentType { header.member("cty", contentType) }
        sent.ephemeral?.write(to: &header)
        header.endObject()

        var token: [UInt8] = []
        token.reserveCapacity((header.bytes.count + plaintext.count + 640) * 4 / 3 + 16)
        Base64URL.encode(header.bytes, to: &token)
        let iv = SecureRandom.bytes(encryption.ivLength)
        let sealed = try ContentCipher.seal(Array(plaintext), encryption, key: sent.key, iv: iv, aad: token)
        for part in [sent.encrypted, iv, sealed.ciphertext, sealed.tag] {
            token.append(UInt8(ascii: "."))
            Base64URL.encode(part, to: &token)
        }
        return String(decoding: token, as: UTF8.self)
    }
}
