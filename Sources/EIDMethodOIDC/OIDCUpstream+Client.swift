import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

extension OIDCUpstream {
    /// Posts a form to an endpoint that wants to know which client we are, with the one proof that was registered.
    ///
    /// - Parameter audience: whom an assertion is for, unless the registration says otherwise.
    func post(
        _ fields: [(String, String)],
        to endpoint: URL,
        audience: URL,
        limits: HTTPLimits,
        place: String
    ) async throws(MethodError) -> HTTPResponse {
        var fields = fields
        var headers = [("Accept", "application/json"), ("Content-Type", "application/x-www-form-urlencoded")]
        let clientID = registration.clientID
        switch registration.clientAuthentication {
        case .clientSecretPost(let secret):
            name(clientID, in: &fields)
            fields.append(("client_secret", secret.reveal()))
        case .clientSecretBasic(let secret):
            let pair = "\(PercentEncoding.escaped(clientID)):\(PercentEncoding.escaped(secret.reveal()))"
            headers.append(("Authorization", "Basic \(Base64.encode(Array(pair.utf8)))"))
        case .mutualTLS:
            name(clientID, in: &fields)
        case .privateKeyJWT(let key, let algorithm):
            let signer = TokenSigner(key: key, algorithm: algorithm, keyring: services.keyring)
            let claims = assertion(for: audience).claims(now: services.clock.seconds, id: services.random.token())
            let token = try await signer.sign(claims, type: "JWT", named: "the client assertion")
            prove(clientID, by: token, in: &fields)
        case .clientSecretJWT(let secret):
            let claims = assertion(for: audience).claims(now: services.clock.seconds, id: services.random.token())
            do throws(JOSEError) {
                let key = try JWK(secret: Array(secret.reveal().utf8), algorithm: .hs256)
                let token = try JWSSigner(key: key, algorithm: .hs256).sign(claims.serialized(), type: "JWT")
                prove(clientID, by: token, in: &fields)
            } catch {
                throw MethodError(.misconfigured, "the client assertion cannot be signed", underlying: error)
            }
        }
        let body = Array(FormEncoding.encode(fields).utf8)
        return try await call.send(
            HTTPRequest(.post, endpoint, headers: headers, body: body, limits: limits),
            to: place
        )
    }

    private func assertion(for audience: URL) -> ClientAssertion {
        ClientAssertion(
            clientID: registration.clientID,
            audience: registration.assertionAudience ?? audience.absoluteString,
            lifetime: registration.assertionLifetime
        )
    }

    private func prove(_ clientID: String, by assertion: String, in fields: inout [(String, String)]) {
        name(clientID, in: &fields)
        fields += [("client_assertion_type", ClientAssertion.type), ("client_assertion", assertion)]
    }

    /// A pushed request names its client already.
    private func name(_ clientID: String, in fields: inout [(String, String)]) {
        if !fields.contains(where: { $0.0 == "client_id" }) { fields.append(("client_id", clientID)) }
    }
}
