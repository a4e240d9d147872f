import EIDJOSE
import EIDJSON
import EIDMethod

/// Writes an authorization request as a signed and, if so agreed, encrypted object (RFC 9101 §4).
struct RequestObject {
    let profile: RequestObjectProfile
    let issuer: String
    let clientID: String
    let keyring: any Keyring

    func signed(_ request: AuthorizationRequest, now: Int, id: String) async throws(MethodError) -> String {
        let now = Int64(now)
        let lifetime = Int64(max(1, profile.lifetime))
        let claims: [(name: String, value: JSON)] =
            [
                ("iss", .string(clientID)), ("aud", .string(profile.audience ?? issuer)), ("jti", .string(id)),
                ("iat", .integer(now)), ("nbf", .integer(now)), ("exp", .integer(now + lifetime)),
            ] + request.parameters
        let signer = TokenSigner(key: profile.signingKey, algorithm: profile.signingAlgorithm, keyring: keyring)
        return try await signer.sign(.object(claims), type: "oauth-authz-req+jwt", named: "the request object")
    }

    /// Encrypts to the first key of the upstream that is meant for it; `nil` when there is none.
    func sealed(_ token: String, to keys: JWKSet, _ encryption: RequestObjectProfile.Encryption) -> String? {
        for key in keys.keys where key.use == .encryption {
            guard key.algorithm.map({ $0.keyManagement == encryption.keyManagement }) ?? true else { continue }
            let sealer = try? JWESealer(
                key: key,
                algorithm: encryption.keyManagement,
                encryption: encryption.content
            )
            guard let sealer, let sealed = try? sealer.seal(Array(token.utf8), contentType: "JWT") else { continue }
            return sealed
        }
        return nil
    }
}
