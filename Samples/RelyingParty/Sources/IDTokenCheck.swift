import EIDJOSE
import EIDJSON
import FoundationEssentials

/// What must be true of an ID token before the shop believes it (OpenID Connect Core §3.1.3.7).
struct IDTokenCheck {
    let issuer: String
    let clientID: String
    let nonce: String
    /// Clocks differ a little.
    let skew = 10.0

    /// The claims of a token, once its signature and everything else is right.
    func claims(of token: String, keys: JWKSet, now: Date = Date()) throws -> JSONValue {
        // The algorithm is the shop's choice, never the token's (RFC 8725 §3.1).
        let jws = try JWSVerifier(keys: keys, algorithms: [.es256]).verify(token)
        let claims = try JSONValue.parse(jws.payload)
        guard try claims.requireString("iss").sameBytes(as: issuer) else { throw ShopError("another issuer's token") }
        // For the shop and for nobody else: another audience could play it to the shop.
        let audiences = audience(claims)
        guard !audiences.isEmpty, audiences.allSatisfy({ $0.sameBytes(as: clientID) }) else {
            throw ShopError("a token for somebody else")
        }
        if let party = try claims.optionalString("azp") {
            guard party.sameBytes(as: clientID) else { throw ShopError("a token for somebody else") }
        }
        guard try claims.requireString("nonce").sameBytes(as: nonce) else { throw ShopError("another sign-in's token") }
        let time = now.timeIntervalSince1970
        guard try claims.requireNumericDate("exp") > time - skew else { throw ShopError("an expired token") }
        guard try claims.requireNumericDate("iat") < time + skew else { throw ShopError("a token from the future") }
        return claims
    }

    private func audience(_ claims: JSONValue) -> [String] {
        guard let audience = claims["aud"] else { return [] }
        return audience.string.map { [$0] } ?? audience.strings ?? []
    }
}
