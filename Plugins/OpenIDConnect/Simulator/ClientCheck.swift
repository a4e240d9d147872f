import EIDJOSE
import EIDJSON
import EIDSimulator

/// Whether a form comes from the client, by the one proof that was agreed and no other beside it.
struct ClientCheck {
    let profile: OpenIDConnectProfile
    let keys: JWKSet?
    let now: Int64

    /// Throws a refusal, or gives the `jti` of an assertion that must not be seen again.
    func check(_ request: SimulatorRequest, _ form: FormFields) throws -> String? {
        let basic = request.header("authorization")
        let used = [basic != nil, form["client_secret"] != nil, form["client_assertion"] != nil].count { $0 }
        guard used <= 1 else { throw refusal("proves itself in several ways") }
        switch profile.proof {
        case .secretPost(let secret):
            guard form["client_id"] == profile.clientID, form["client_secret"] == secret else {
                throw refusal("has another secret")
            }
        case .secretBasic(let secret):
            let pair = "\(FormFields.encode(profile.clientID)):\(FormFields.encode(secret))"
            guard basic == "Basic \(Base64.encode(Array(pair.utf8)))" else { throw refusal("has other credentials") }
        case .certificate(let name):
            guard request.clientCertificateName == name, form["client_id"] == profile.clientID, used == 0 else {
                throw refusal("shows no certificate of that name")
            }
        case .key: return try assertion(form, keys, [.rs256, .ps256, .es256, .edDSA], isNamed: true)
        case .secretJWT(let secret):
            let key = try JWK(secret: Array(secret.utf8), algorithm: .hs256)
            return try assertion(form, JWKSet(keys: [key]), [.hs256], isNamed: false)
        }
        return nil
    }

    private func assertion(
        _ form: FormFields,
        _ keys: JWKSet?,
        _ algorithms: Set<SignatureAlgorithm>,
        isNamed: Bool
    ) throws -> String {
        let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        guard form["client_assertion_type"] == type, let token = form["client_assertion"], let keys,
            let verified = try? JWSVerifier(keys: keys, algorithms: algorithms).verify(token),
            (verified.header.keyID != nil) == isNamed
        else { throw refusal("brings no assertion by a key of its own") }
        let claims = try JSONValue.parse(verified.payload)
        guard claims["iss"]?.string == profile.clientID, claims["sub"]?.string == profile.clientID,
            [profile.issuer + "/token", profile.issuer].contains(claims["aud"]?.string ?? ""),
            let expires = claims["exp"]?.integer, expires > now, expires <= now + 330,
            let id = claims["jti"]?.string, id.utf8.count >= 16
        else { throw refusal("brings an assertion for somebody else or another time") }
        return id
    }

    private func refusal(_ reason: String) -> RequestRefusal {
        RequestRefusal("invalid_client", "the client \(reason)")
    }
}
