import EIDJOSE
import EIDJSON

/// Signs and encrypts what itsme sends, rightly or, under a fault, wrongly (§4.1).
struct TokenWriter {
    let client: ItsmeClient
    let keys: ItsmeKeys
    /// The partner's encryption key; `nil` for a client with a secret.
    let recipient: JWK?

    /// A key that itsme has nothing to do with, made once: RSA keys take long.
    private static let forger = Result { try JWK.generate(.rsa(bits: 2048), use: .signature, algorithm: .rs256) }

    /// A nested token.
    func write(_ claims: JSON, faults: Set<ItsmeFault>) throws -> String {
        let payload = claims.serialized(repeatingFirstMember: faults.contains(.duplicateMembers))
        if faults.contains(.unsignedInside) { return try encrypt(payload, isNested: true) }
        let signed = try sign(payload, faults)
        return faults.contains(.unencryptedToken) ? signed : try encrypt(Array(signed.utf8), isNested: true)
    }

    private func sign(_ payload: [UInt8], _ faults: Set<ItsmeFault>) throws -> String {
        if faults.contains(.algorithmNone) { return compose(["alg": "none"], payload) { _ in [] } }
        if faults.contains(.algorithmHS256) {
            // The classic confusion: the public key's text as HMAC key.
            let key = try Array(keys.signing.publicPEM().utf8)
            let header: JSON = ["alg": "HS256", "kid": .string(keys.signing.keyID ?? "")]
            return compose(header, payload) { HMACSHA256.code(for: $0, key: key) }
        }
        if client.signingAlgorithm == "HS256", let secret = client.secret {
            let wrong = faults.contains(.wrongSignature) ? "wrong" : ""
            return compose(["alg": "HS256"], payload) { HMACSHA256.code(for: $0, key: Array((secret + wrong).utf8)) }
        }
        var key = keys.signing
        if faults.contains(.wrongSignature) {
            key = try Self.forger.get().with(keyID: key.keyID)
        }
        if faults.contains(.unknownKey) { key = try key.with(keyID: "sim-sig-nobody-knows") }
        return try JWSSigner(key: key, algorithm: .rs256).sign(payload)
    }

    private func encrypt(_ content: [UInt8], isNested: Bool) throws -> String {
        if let secret = client.secret {
            // OIDC Core §10.2: the key is the secret's digest. The header is exactly alg and enc (§4.1).
            let key = try JWK(secret: SHA256.digest(secret))
            return try JWESealer(key: key, algorithm: .dir, encryption: .a256GCM).seal(content)
        }
        guard let recipient, let algorithm = KeyManagementAlgorithm(rawValue: client.keyManagementAlgorithm),
            let encryption = ContentEncryption(rawValue: client.contentEncryption)
        else { throw JOSEError(.unsuitableKey, "the partner's key set has no key to encrypt to") }
        return try JWESealer(key: recipient, algorithm: algorithm, encryption: encryption)
            .seal(content, contentType: isNested ? "JWT" : nil)
    }

    private func compose(_ header: JSON, _ payload: [UInt8], _ signature: ([UInt8]) -> [UInt8]) -> String {
        let signed = "\(Base64URL.encode(header.serialized())).\(Base64URL.encode(payload))"
        return "\(signed).\(Base64URL.encode(signature(Array(signed.utf8))))"
    }
}

extension JSON {
    /// The tree as text; on demand with its first member written twice, which a strict reader must refuse.
    func serialized(repeatingFirstMember: Bool) -> [UInt8] {
        guard repeatingFirstMember, case .object(let members) = self, let first = members.first else {
            return serialized()
        }
        // Built by hand: no honest writer offers this.
        let once = JSON.object([first]).text.dropLast()
        return Array("\(once),\(text.dropFirst())".utf8)
    }
}
