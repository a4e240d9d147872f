import EIDJSON

/// How a content key reaches the recipient, in both directions.
enum ContentKey {
    /// What goes into a token for its recipient: the content key, how it travels, and the ephemeral key if there is one.
    struct Sent {
        let key: SecretBytes
        let encrypted: [UInt8]
        let ephemeral: KeyMaterial.Ephemeral?
    }

    static func make(
        for recipient: KeyMaterial,
        _ algorithm: KeyManagementAlgorithm,
        _ encryption: ContentEncryption
    ) throws(JOSEError) -> Sent {
        switch (algorithm, recipient.secret) {
        case (.rsaOAEP, _), (.rsaOAEP256, _):
            let key = try SecretBytes.random(encryption.keyLength)
            return Sent(key: key, encrypted: try KeyWrap.encryptRSA(key, to: recipient, algorithm), ephemeral: nil)
        case (.ecdhES, .key(let peer)), (.ecdhESA128KW, .key(let peer)), (.ecdhESA256KW, .key(let peer)):
            let own = try recipient.type == .p256 ? EphemeralKeys.shared.generate() : PKey.generate(recipient.type)
            let shared = try KeyAgreement.sharedSecret(own, peer, reusing: false)
            let ephemeral = try KeyMaterial.Ephemeral(own, recipient.type)
            let agreed = agreedKey(shared, algorithm, encryption, apu: [], apv: [])
            guard algorithm != .ecdhES else { return Sent(key: agreed, encrypted: [], ephemeral: ephemeral) }
            let key = try SecretBytes.random(encryption.keyLength)
            return Sent(key: key, encrypted: try KeyWrap.wrap(key, with: agreed), ephemeral: ephemeral)
        case (.dir, .bytes(let key)):
            guard key.count == encryption.keyLength else {
                throw JOSEError(.unsuitableKey, "the key is not as long as \(encryption.rawValue) wants")
            }
            return Sent(key: key, encrypted: [], ephemeral: nil)
        default: throw JOSEError(.unsuitableKey, "the key is not for \(algorithm.rawValue)")
        }
    }

    /// The content key.
    ///
    /// A wrapped key that cannot be unwrapped becomes a random one, so that the failure shows in the
    /// content, as any other does.
    static func recover(
        _ encrypted: [UInt8],
        with own: KeyMaterial,
        _ algorithm: KeyManagementAlgorithm,
        _ encryption: ContentEncryption,
        header: JSONValue
    ) throws(JOSEError) -> SecretBytes {
        switch (algorithm, own.secret) {
        case (.rsaOAEP, _), (.rsaOAEP256, _):
            let substitute = try SecretBytes.random(encryption.keyLength)
            let key = try? KeyWrap.decryptRSA(encrypted, with: own, algorithm)
            return key?.count == encryption.keyLength ? key ?? substitute : substitute
        case (.ecdhES, .key(let key)), (.ecdhESA128KW, .key(let key)), (.ecdhESA256KW, .key(let key)):
            let peer = try peer(in: header, type: own.type)
            let shared = try KeyAgreement.sharedSecret(key, peer, reusing: true)
            let agreed = agreedKey(
                shared,
                algorithm,
                encryption,
                apu: try party("apu", header),
                apv: try party("apv", header)
            )
            guard algorithm != .ecdhES else {
                guard encrypted.isEmpty else { throw notEmpty }
                return agreed
            }
            let substitute = try SecretBytes.random(encryption.keyLength)
            let unwrapped = try? KeyWrap.unwrap(encrypted, with: agreed)
            return unwrapped?.count == encryption.keyLength ? unwrapped ?? substitute : substitute
        case (.dir, .bytes(let key)):
            guard encrypted.isEmpty else { throw notEmpty }
            guard key.count == encryption.keyLength else { throw .failed }
            return key
        default: throw JOSEError(.unsuitableKey, "the key is not for \(algorithm.rawValue)")
        }
    }

    private static let notEmpty = JOSEError(.malformed, "there is an encrypted key where none belongs")

    private static func agreedKey(
        _ shared: SecretBytes,
        _ algorithm: KeyManagementAlgorithm,
        _ encryption: ContentEncryption,
        apu: [UInt8],
        apv: [UInt8]
    ) -> SecretBytes {
        KeyAgreement.deriveKey(
            from: shared,
            length: algorithm.wrappingKeyLength ?? encryption.keyLength,
            algorithm: algorithm == .ecdhES ? encryption.rawValue : algorithm.rawValue,
            apu: apu,
            apv: apv
        )
    }

    /// Importing checks that the point is on the curve; P-256 has no small subgroups, and OpenSSL refuses an all-zero
    /// X25519 secret.
    static func peer(in header: JSONValue, type: KeyType) throws(JOSEError) -> PKey {
        do {
            let epk = try header.requireObject("epk")
            let (kty, crv) = type == .p256 ? ("EC", "P-256") : ("OKP", "X25519")
            guard try epk.requireWord("kty") == kty, try epk.requireWord("crv") == crv,
                let x = Base64URL.decode(try epk.requireString("x"))
            else { throw JOSEError(.malformed, "header: epk is not of our key's kind") }
            guard type == .p256 else { return try .raw(type, publicKey: x) }
            guard let y = Base64URL.decode(try epk.requireString("y")) else {
                throw JOSEError(.malformed, "header: epk.y is not base64url")
            }
            return try .p256(x: x, y: y)
        } catch let error as JSONError {
            throw JOSEError(.malformed, "header: \(error)")
        } catch let error as JOSEError {
            throw error.code == .unsuitableKey ? JOSEError(.malformed, "header: epk is no point of the curve") : error
        } catch {
            throw JOSEError(.malformed, "header: epk")
        }
    }

    private static func party(_ name: String, _ header: JSONValue) throws(JOSEError) -> [UInt8] {
        guard let member = header[name] else { return [] }
        guard let text = member.string, let bytes = Base64URL.decode(text) else {
            throw JOSEError(.malformed, "header: \(name) is not base64url")
        }
        return bytes
    }
}

extension KeyMaterial {
    /// The public part of a key that lives for one token.
    struct Ephemeral {
        let type: KeyType
        let x: [UInt8]
        let y: [UInt8]?

        init(_ key: PKey, _ type: KeyType) throws(JOSEError) {
            self.type = type
            let point = try type == .p256 ? key.point() : key.rawPublic()
            x = type == .p256 ? Array(point[1..<33]) : point
            y = type == .p256 ? Array(point[33..<65]) : nil
        }

        func write(to writer: inout JSONWriter) {
            writer.name("epk")
            writer.beginObject()
            writer.member("kty", type == .p256 ? "EC" : "OKP")
            writer.member("crv", type == .p256 ? "P-256" : "X25519")
            writer.member("x", Base64URL.encode(x))
            if let y { writer.member("y", Base64URL.encode(y)) }
            writer.endObject()
        }
    }
}
