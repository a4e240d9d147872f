import EIDJOSE
import EIDJSON

/// Opens what partners sign and encrypt for itsme.
enum InboundTokens {
    /// Decrypts with the key of itsme's that the header names; the header must be complete (§4.3).
    static func decrypt(_ token: String, with keys: [JWK]) throws -> [UInt8] {
        // The published keys are pinned to RSA-OAEP-256; discovery also announces RSA-OAEP.
        let isOlder = header(of: token)?["alg"]?.string == KeyManagementAlgorithm.rsaOAEP.rawValue
        let opened = try JWEOpener(
            keys: isOlder ? keys.map { try $0.pinned(to: .rsaOAEP) } : keys,
            algorithms: [isOlder ? .rsaOAEP : .rsaOAEP256],
            encryptions: [.a128CBCHS256, .a256GCM]
        ).open(token)
        guard opened.header.keyID != nil else { throw JOSEError(.malformed, "the JWE header names no kid") }
        guard opened.header.contentType == "JWT" else { throw JOSEError(.malformed, "the JWE header's cty is not JWT") }
        return opened.plaintext
    }

    /// Verifies a partner's signature: RS256 by a key that the header names (§4.2).
    static func verify(_ token: String, with keys: JWKSet) throws -> JSONValue {
        let verified = try JWSVerifier(keys: keys, algorithms: [.rs256]).verify(token)
        guard verified.header.keyID != nil else { throw JOSEError(.malformed, "the JWS header names no kid") }
        return try JSONValue.parse(verified.payload)
    }

    /// The claims of a signed token before anyone has verified them: good for finding the client, nothing else.
    static func unverifiedClaims(_ token: String) -> JSONValue? { part(1, of: token) }

    /// The header of a token.
    static func header(of token: String) -> JSONValue? { part(0, of: token) }

    /// How many parts a compact token has.
    static func parts(of token: String) -> Int { token.utf8.count { $0 == UInt8(ascii: ".") } + 1 }

    private static func part(_ index: Int, of token: String) -> JSONValue? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.indices.contains(index), let bytes = Base64URL.decode(parts[index]) else { return nil }
        return try? JSONValue.parse(bytes)
    }
}

extension JWK {
    /// The same private key for another way of wrapping content keys.
    fileprivate func pinned(to algorithm: KeyAlgorithm) throws -> JWK {
        try JWK(pem: privatePEM(), keyID: keyID, use: .encryption, algorithm: algorithm)
    }
}
