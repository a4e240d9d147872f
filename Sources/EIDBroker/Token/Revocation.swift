import EIDJSON
import EIDMethod
import Logging

/// `POST /revoke` (RFC 7009).
struct Revocation: Sendable {
    let parts: BrokerParts
    let proof: ClientProof

    func answer(form: RequestParameters, authorization: String?) async throws -> BackchannelAnswer {
        let client = try await proof.client(form: form, authorization: authorization, at: "/revoke").client
        guard let token = form["token"] else {
            throw BackchannelFailure.oauth(OAuthError(.invalidRequest, "token is missing."))
        }
        // §2.2: unknown tokens are no error. Another client's token answers alike, and stays.
        if token.utf8.count <= 128, let stored = try await parts.tokens.load(token),
            stored.clientID.sameBytes(as: client.id)
        {
            try await parts.tokens.remove(token)
            parts.log.info("token revoked", metadata: ["client": "\(client.id)"])
        }
        return BackchannelAnswer(status: 200)
    }
}
