import EIDJOSE
import EIDJSON
import EIDMethod
import Logging

/// `GET` and `POST /userinfo`: the released claims for an access token (OpenID Connect Core §5.3).
struct UserInfo: Sendable {
    let parts: BrokerParts

    func answer(authorization: String?, form: RequestParameters?) async throws -> BackchannelAnswer {
        let token = try BearerToken.read(authorization: authorization, form: form, realm: .userInfo)
        guard token.utf8.count <= 128, let stored = try await parts.tokens.load(token), stored.use == .userInfo,
            let registration = parts.clients[stored.clientID]
        else {
            throw BackchannelFailure.invalidToken(
                OAuthError(.invalidToken, "The access token is unknown or expired."),
                realm: .userInfo
            )
        }
        var writer = JSONWriter(reserving: 64)
        writer.beginObject()
        writer.member("sub", stored.subject)
        guard let signer = registration.userInfoSigner else {
            writer.endObject()
            return .json(JSONObjectText.merged(writer.bytes, Array(stored.claims.utf8)))
        }
        writer.member("iss", parts.issuer)
        writer.member("aud", stored.clientID)
        writer.endObject()
        let payload = JSONObjectText.merged(writer.bytes, Array(stored.claims.utf8))
        let jwt = try signer.sign(payload, type: "JWT")
        return BackchannelAnswer(status: 200, mediaType: "application/jwt", body: Array(jwt.utf8))
    }
}
