import EIDJOSE
import EIDJSON

/// Verifies a token that was kept.
enum ItemVerification {
    private static let limits = JSONLimits(maximumBytes: 8 * 1024 * 1024, maximumDepth: 16)

    /// The token under a key set, by whichever asymmetric algorithm its key has.
    static func verify(_ token: String, keys: JWKSet) throws(JOSEError) -> VerifiedJWS {
        // An RSA key that is pinned to nothing may have made either kind of signature; no other choice is left open.
        do {
            return try verifier(keys, .rs256).verify(token)
        } catch let first {
            guard let verified = try? verifier(keys, .ps256).verify(token) else { throw first }
            return verified
        }
    }

    /// The token's members.
    static func members(_ token: VerifiedJWS) -> JSONValue? { try? JSONValue.parse(token.payload, limits: limits) }

    private static func verifier(_ keys: JWKSet, _ rsa: SignatureAlgorithm) -> JWSVerifier {
        JWSVerifier(keys: keys, algorithms: [rsa, .es256, .edDSA], maximumLength: limits.maximumBytes)
    }
}
