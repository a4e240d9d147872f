import EIDJSON

/// Opens tokens that were encrypted for us.
public struct JWEOpener: Sendable {
    private let choice: KeyChoice<KeyManagementAlgorithm>
    private let encryptions: Set<ContentEncryption>
    private let maximumLength: Int

    /// Creates an opener.
    ///
    /// A key without an algorithm gets the one of `algorithms` that fits its type, and none if two do.
    public init(
        keys: [JWK],
        algorithms: Set<KeyManagementAlgorithm>,
        encryptions: Set<ContentEncryption>,
        maximumLength: Int = 64 * 1024
    ) {
        choice = KeyChoice(keys: keys, algorithms: algorithms) { key in
            key.isPrivate && key.allows(.decrypt, .unwrapKey, .deriveKey, .deriveBits)
        }
        self.encryptions = encryptions
        self.maximumLength = maximumLength
    }

    /// The token's header and content, if it was made for one of our keys.
    public func open(_ token: String) throws(JOSEError) -> OpenedJWE {
        try CompactToken.withBytes(of: token) { bytes throws(JOSEError) in try open(bytes) }
    }

    private func open(_ bytes: UnsafeBufferPointer<UInt8>) throws(JOSEError) -> OpenedJWE {
        let token = try CompactToken(bytes, parts: 5, maximumLength: maximumLength)
        let fields = try HeaderFields(token.decode(0))
        let chosen = try choice.candidate(keyID: fields.keyID, algorithm: fields.algorithm)
        guard let encryption = (try? fields.json.requireWord("enc")).flatMap(ContentEncryption.init(rawValue:)),
            encryptions.contains(encryption)
        else { throw JOSEError(.refused, "enc is not one that is allowed") }
        let encryptedKey = try token.decode(1)
        let iv = try token.decode(2)
        let ciphertext = try token.decode(3)
        let tag = try token.decode(4)
        let key = try ContentKey.recover(
            encryptedKey,
            with: chosen.key.material,
            chosen.algorithm,
            encryption,
            header: fields.json
        )
        let plaintext = try ContentCipher.open(
            ciphertext,
            tag: tag,
            encryption,
            key: key,
            iv: iv,
            aad: Array(token.parts[0])
        )
        let header = JWEHeader(
            algorithm: chosen.algorithm,
            encryption: encryption,
            keyID: fields.keyID,
            type: fields.type,
            contentType: fields.contentType,
            json: fields.json
        )
        return OpenedJWE(header: header, plaintext: plaintext, key: chosen.key)
    }
}
