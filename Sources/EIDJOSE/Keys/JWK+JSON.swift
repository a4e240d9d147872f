import COpenSSL
public import EIDJSON

extension JWK {
    /// The members that only private and symmetric keys have (RFC 7518 §6); any of them gives the key away.
    package static let privateMembers: Set<String> = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]

    /// Reads a key, private or public, as RFC 7517 writes it.
    public init(parsing json: JSONValue) throws(JOSEError) {
        do {
            try self.init(members: json)
        } catch let error as JOSEError {
            throw error
        } catch let error as JSONError {
            throw JOSEError(.malformed, "key: \(error)")
        } catch {
            throw JOSEError(.malformed, "key")
        }
    }

    private init(members json: JSONValue) throws {
        let material: KeyMaterial
        switch try json.requireWord("kty") {
        case "RSA": material = try Self.rsa(json)
        case "EC": material = try Self.ec(json)
        case "OKP": material = try Self.octetPair(json)
        case "oct": material = KeyMaterial(secret: SecretBytes(try Self.bytes(json, "k")))
        default: throw JOSEError(.unsuitableKey, "kty is not one of ours")
        }
        let algorithm = try json.optionalWord("alg").map { name throws(JOSEError) in
            guard let algorithm = KeyAlgorithm(rawValue: name) else {
                throw JOSEError(.unsuitableKey, "alg is not one of ours")
            }
            return algorithm
        }
        let use = try json.optionalWord("use").map { name throws(JOSEError) in
            guard let use = KeyUse(rawValue: name) else { throw JOSEError(.unsuitableKey, "use is not one of ours") }
            return use
        }
        let operations = try json.optionalWords("key_ops").map { Set($0.compactMap(KeyOperation.init(rawValue:))) }
        let keyID = try json.optionalString("kid")
        try self.init(material, keyID: keyID, use: use, algorithm: algorithm, operations: operations)
    }

    private static func rsa(_ json: JSONValue) throws -> KeyMaterial {
        let modulus = try number(json, "n")
        let exponent = try number(json, "e")
        // Before OpenSSL sees them: a hostile set must not make it compute with numbers of any size.
        try RSARules.check(modulus: modulus, exponent: exponent)
        guard json["d"] != nil else {
            return try KeyMaterial(.rsa, .rsa(modulus: modulus, exponent: exponent), isPrivate: false)
        }
        guard json["oth"] == nil else { throw JOSEError(.unsuitableKey, "RSA keys have two primes") }
        let secrets = try ["d", "p", "q", "dp", "dq", "qi"].map { name in
            let bytes = try self.bytes(json, name)
            guard bytes.count <= modulus.count else { throw JOSEError(.malformed, "key: \(name) is too long") }
            return bytes
        }
        return try KeyMaterial(.rsa, .rsa(modulus: modulus, exponent: exponent, secrets: secrets), isPrivate: true)
    }

    private static func ec(_ json: JSONValue) throws -> KeyMaterial {
        let type: KeyType
        switch try json.requireWord("crv") {
        case "P-256": type = .p256
        case "P-384": type = .p384
        default: throw JOSEError(.unsuitableKey, "crv is neither P-256 nor P-384")
        }
        let x = try bytes(json, "x")
        let y = try bytes(json, "y")
        let secret = try json["d"] == nil ? nil : bytes(json, "d")
        guard secret == nil || secret?.count == type.curve?.length else {
            throw JOSEError(.malformed, "key: d is not as long as the curve has it")
        }
        return try KeyMaterial(type, .ec(type, x: x, y: y, secret: secret), isPrivate: secret != nil)
    }

    private static func octetPair(_ json: JSONValue) throws -> KeyMaterial {
        let type: KeyType
        switch try json.requireWord("crv") {
        case "Ed25519": type = .ed25519
        case "X25519": type = .x25519
        default: throw JOSEError(.unsuitableKey, "crv is neither Ed25519 nor X25519")
        }
        let x = try bytes(json, "x")
        guard json["d"] != nil else { return try KeyMaterial(type, .raw(type, publicKey: x), isPrivate: false) }
        let material = try KeyMaterial(type, .raw(type, secret: bytes(json, "d")), isPrivate: true)
        guard material.publicParts == [x] else {
            throw JOSEError(.unsuitableKey, "the key's parts do not belong together")
        }
        return material
    }

    private static func bytes(_ json: JSONValue, _ name: String) throws -> [UInt8] {
        guard let bytes = Base64URL.decode(try json.requireString(name)) else {
            throw JOSEError(.malformed, "key: \(name) is not base64url")
        }
        return bytes
    }

    /// RFC 7518 §2: a number has no leading zero bytes.
    private static func number(_ json: JSONValue, _ name: String) throws -> [UInt8] {
        let bytes = try bytes(json, name)
        guard let first = bytes.first, first != 0 else { throw JOSEError(.malformed, "key: \(name) is not a number") }
        return bytes
    }

    /// The key as RFC 7517 writes it; a symmetric key is nothing but private.
    public func json(includingPrivate: Bool = false) throws(JOSEError) -> JSON {
        var json: JSON = .object(material.publicMembers.map { ($0, .string($1)) })
        json["kid"] = keyID.map { .string($0) }
        json["use"] = use.map { .string($0.rawValue) }
        json["alg"] = algorithm.map { .string($0.rawValue) }
        if includingPrivate {
            for (name, bytes) in try material.privateMembers() { json[name] = .string(Base64URL.encode(bytes)) }
        }
        let listed = isPrivate && !includingPrivate ? publicHalf?.operations : operations
        if let listed { json["key_ops"] = .strings(listed.map(\.rawValue).sorted()) }
        return json
    }
}

extension KeyMaterial {
    /// The members that make the key, in the order RFC 7638 hashes them.
    var publicMembers: [(String, String)] {
        let parts = publicParts.map { Base64URL.encode($0) }
        return switch type {
        case .rsa: [("e", parts[1]), ("kty", "RSA"), ("n", parts[0])]
        case .p256: [("crv", "P-256"), ("kty", "EC"), ("x", parts[0]), ("y", parts[1])]
        case .p384: [("crv", "P-384"), ("kty", "EC"), ("x", parts[0]), ("y", parts[1])]
        case .ed25519: [("crv", "Ed25519"), ("kty", "OKP"), ("x", parts[0])]
        case .x25519: [("crv", "X25519"), ("kty", "OKP"), ("x", parts[0])]
        case .oct: [("kty", "oct")]
        }
    }

    func privateMembers() throws(JOSEError) -> [(String, [UInt8])] {
        guard isPrivate else { return [] }
        switch secret {
        case .bytes(let secret): return [("k", secret.copy)]
        case .key(let key):
            guard type == .rsa else {
                guard let curve = type.curve else { return [("d", try key.rawSecret())] }
                return [("d", try key.number(OSSL_PKEY_PARAM_PRIV_KEY, length: curve.length))]
            }
            var members: [(String, [UInt8])] = []
            for (name, parameter) in zip(["d", "p", "q", "dp", "dq", "qi"], PKey.rsaSecretNames) {
                members.append((name, try key.number("\(parameter)")))
            }
            return members
        }
    }

    /// RFC 7638; for a symmetric key it covers the secret, as the RFC has it, so it must not be published either.
    var thumbprint: String {
        var members = publicMembers
        if type == .oct, case .bytes(let secret) = secret {
            members.insert(("k", Base64URL.encode(secret.copy)), at: 0)
        }
        return Base64URL.encode(SHA256.digest(JSON.object(members.map { ($0, .string($1)) }).serialized()))
    }
}
