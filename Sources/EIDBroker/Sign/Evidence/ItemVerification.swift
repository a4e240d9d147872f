import EIDJOSE
import EIDJSON

/// Verifies a token that was kept.
enum ItemVerification {
    private static let limits = JSONLimits(maximumBytes: 8 * 1024 * 1024, maximumDepth: 16)

    /// The token under a key set, by whichever asymmetric algorithm its key has.
    static func verify(_ token: String, keys: JWKSet) throws(JOSEError) -> VerifiedJWS {
        do {
            return try verifier(keys, .rs256).verify(token)
        } catch let first {
            // An RSA key that is pinned to nothing may have made any kind of RSA signature; no other choice is left open.
            for rsa in [SignatureAlgorithm.ps256, .rs384, .ps384, .rs512, .ps512] {
                if let verified = try? verifier(keys, rsa).verify(token) { return verified }
            }
            throw first
        }
    }

    /// The token's members.
    static func members(_ token: VerifiedJWS) -> JSONValue? { try? JSONValue.parse(token.payload, limits: limits) }

    private static func verifier(_ keys: JWKSet, _ rsa: SignatureAlgorithm) -> JWSVerifier {
        JWSVerifier(keys: keys, algorithms: [rsa, .es256, .es384, .edDSA], maximumLength: limits.maximumBytes)
    }
}
