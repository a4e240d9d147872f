import EIDJOSE
import EIDJSON

/// Keys that tests share: generating RSA keys takes long.
enum TestKeys {
    static let p256 = make(.p256, .es256)
    static let ed25519 = make(.ed25519, .edDSA)
    static let rsaSigning = make(.rsa(), .rs256)
    static let rsaPSS = make(.rsa(), .ps256)
    static let p384 = make(.p384, .es384)
    static let rsa384 = make(.rsa(), .rs384)
    static let rsa512 = pinned(rsa384, .rs512)
    static let rsaPSS384 = pinned(rsa384, .ps384)
    static let rsaPSS512 = pinned(rsa384, .ps512)
    static let rsaOAEP = make(.rsa(), .rsaOAEP)
    static let rsaOAEP256 = make(.rsa(), .rsaOAEP256)
    static let ecdh = make(.p256, .ecdhES)
    static let ecdhWrapped = make(.p256, .ecdhESA128KW)
    static let ecdhWrapped256 = make(.p256, .ecdhESA256KW)
    static let x25519 = make(.x25519, .ecdhES)
    static let secret = make(.oct(), .hs256)

    private static func make(_ kind: JWK.Kind, _ algorithm: KeyAlgorithm) -> JWK {
        do {
            return try JWK.generate(kind, keyID: algorithm.rawValue, algorithm: algorithm)
        } catch {
            fatalError("no test key: \(error)")
        }
    }

    /// The same key for another algorithm.
    private static func pinned(_ key: JWK, _ algorithm: KeyAlgorithm) -> JWK {
        do {
            var json = try key.json(includingPrivate: true)
            json["alg"] = .string(algorithm.rawValue)
            json["kid"] = .string(algorithm.rawValue)
            return try JWK(parsing: JSONValue.parse(json.serialized()))
        } catch {
            fatalError("no test key: \(error)")
        }
    }
}

/// A token out of anything, however wrong: for what a sound signer refuses to make.
enum Forge {
    static func signed(_ header: JSON, _ payload: String = "{}", with key: JWK) throws -> String {
        let input = "\(Base64URL.encode(header.serialized())).\(Base64URL.encode(payload.utf8))"
        let signer = try JWSSigner(key: key)
        return try "\(input).\(Base64URL.encode(signer.signature(over: input.utf8)))"
    }

    /// The token with one part replaced.
    static func replacing(_ part: Int, of token: String, by text: String) -> String {
        var parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        parts[part] = text
        return parts.joined(separator: ".")
    }

    /// The token with members of its header changed.
    static func header(of token: String, _ change: (inout JSON) -> Void) throws -> String {
        let first = token.prefix { $0 != "." }
        var header = JSON(try JSONValue.parse(Base64URL.decode(first) ?? []))
        change(&header)
        return replacing(0, of: token, by: Base64URL.encode(header.serialized()))
    }
}

/// The error a body ends with.
func refusal(_ body: () throws -> some Any) -> JOSEError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? JOSEError
    }
}
