import EIDJSON
import EIDMethod

/// The signed statement by which we authenticate (RFC 7523 §3): ours alone, for one audience, once, for minutes.
struct ClientAssertion {
    static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    static let longestLifetime = 300

    let clientID: String
    let audience: String
    let lifetime: Int

    func claims(now: Int, id: String) -> JSON {
        [
            "iss": .string(clientID),
            "sub": .string(clientID),
            "aud": .string(audience),
            "jti": .string(id),
            "iat": .integer(Int64(now)),
            "exp": .integer(Int64(now + min(max(1, lifetime), Self.longestLifetime))),
        ]
    }
}
