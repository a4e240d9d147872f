import EIDJOSE
import EIDJSON

/// Signs and encrypts claims as the profile says, or as a fault would have it.
struct TokenWriter {
    let keys: OpenIDConnectKeys
    let foreign: OpenIDConnectKeys
    let secret: String?
    let clientKeys: JWKSet?
    let fault: OpenIDConnectFault?

    /// A token; `text` are the claims as they are written.
    func token(_ text: String, _ shape: OpenIDConnectProfile.Token) throws -> String {
        var parts = try signed(text, shape.signing).split(separator: ".").map(String.init)
        switch fault {
        case .unsignedAnswer: parts = [Base64URL.encode(Array(#"{"alg":"none"}"#.utf8)), parts[1], ""]
        case .tamperedAnswer:
            let other = text.replacing(#""sub":""#, with: #""sub":"x"#)
            parts[1] = Base64URL.encode(Array(other.utf8))
        default: break
        }
        let token = parts.joined(separator: ".")
        guard let (keyManagement, content) = shape.encryption, fault != .notEncrypted else { return token }
        guard let key = clientKeys?.keys.first(where: { $0.use == .encryption }) else {
            throw RequestRefusal("server_error", "the client publishes no key to encrypt to")
        }
        return try JWESealer(key: key, algorithm: keyManagement, encryption: content)
            .seal(Array(token.utf8), contentType: "JWT")
    }

    private func signed(_ text: String, _ algorithm: SignatureAlgorithm) throws -> String {
        if algorithm == .hs256 {
            let secret = secret ?? ""
            let key = try JWK(
                secret: Array((fault == .wrongSignature ? String(secret.reversed()) : secret).utf8),
                algorithm: .hs256
            )
            return try JWSSigner(key: key, algorithm: .hs256).sign(Array(text.utf8))
        }
        guard let own = keys.key(for: algorithm), let other = foreign.key(for: algorithm) else {
            throw RequestRefusal("server_error", "there is no key for \(algorithm.rawValue)")
        }
        var key = own
        if fault == .wrongSignature {
            // The name of the published key on one that nobody knows.
            key = try other.with(keyID: own.keyID, use: .signature)
        }
        return try JWSSigner(key: key, algorithm: algorithm).sign(Array(text.utf8))
    }
}
