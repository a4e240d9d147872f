import EIDJOSE
import EIDJSON
import EIDMethod
import Logging

/// `GET` and `POST /userinfo`: the released claims for an access token (OpenID Connect Core §5.3).
struct UserInfo: Sendable {
    let parts: BrokerParts

    func answer(authorization: String?, form: RequestParameters?) async throws -> BackchannelAnswer {
        let token = try Self.token(authorization: authorization, form: form)
        guard token.utf8.count <= 128, let stored = try await parts.tokens.load(token), stored.use == .userInfo,
            let registration = parts.clients[stored.clientID]
        else {
            throw BackchannelFailure.invalidToken(OAuthError(.invalidToken, "The access token is unknown or expired."))
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

    /// RFC 6750 §2: in the header or in a form, never both; the query is not read at all.
    static func token(authorization: String?, form: RequestParameters?) throws(BackchannelFailure) -> String {
        let inForm = form?["access_token"]
        guard let authorization else {
            guard let inForm else { throw .invalidToken(nil) }
            return inForm
        }
        guard inForm == nil else {
            throw .invalidToken(OAuthError(.invalidRequest, "The access token is sent in two ways."))
        }
        let parts = authorization.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty else { throw .invalidToken(nil) }
        return String(parts[1])
    }
}
