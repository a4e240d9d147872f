import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// `POST /token`: client proof, code once, redirect URI, PKCE, then an ID token and an access token.
struct TokenExchange: Sendable {
    let parts: BrokerParts
    let proof: ClientProof

    func answer(form: RequestParameters, authorization: String?) async throws -> BackchannelAnswer {
        let registration = try await proof.client(form: form, authorization: authorization, at: "/token")
        guard let type = form["grant_type"] else { throw Self.refused(.invalidRequest, "grant_type is missing.") }
        // Such tokens are for signing, and for nothing else.
        if parts.signs, type.sameBytes(as: "client_credentials") {
            return try await serviceToken(form: form, registration)
        }
        guard type.sameBytes(as: "authorization_code") else {
            let known =
                parts.signs
                ? "Only the grant types authorization_code and client_credentials are supported."
                : "Only the grant type authorization_code is supported."
            throw Self.refused(.unsupportedGrantType, known)
        }
        guard let code = form["code"] else { throw Self.refused(.invalidRequest, "code is missing.") }
        let redemption = try await redeem(code, form: form, registration)
        let issuer = IDTokenIssuer(parts: parts, registration: registration)
        let idToken = try issuer.idToken(for: redemption.grant, accessToken: redemption.accessToken)
        parts.log.info(
            "code redeemed",
            metadata: ["client": "\(registration.client.id)", "method": "\(redemption.grant.methodID)"]
        )
        var writer = JSONWriter(reserving: idToken.utf8.count + 256)
        writer.beginObject()
        writer.member("access_token", redemption.accessToken)
        writer.member("token_type", "Bearer")
        writer.name("expires_in")
        writer.integer(Int64(parts.lifetimes.accessToken))
        writer.member("id_token", idToken)
        writer.member("scope", redemption.grant.scope)
        writer.endObject()
        return .json(writer.bytes)
    }

    /// A token for the client itself, for the signing interface (RFC 6749 §4.4).
    private func serviceToken(form: RequestParameters, _ registration: ClientRegistry.Registration) async throws
        -> BackchannelAnswer
    {
        let client = registration.client
        // RFC 6749 §4.4: only for clients that can keep a secret.
        if case .none = client.authentication {
            throw Self.refused(.unauthorizedClient, "A public client gets no token of its own.")
        }
        guard client.types.contains(.signing) else {
            throw Self.refused(.unauthorizedClient, "The client is not registered for signing.")
        }
        guard (form["scope"] ?? "signing").sameBytes(as: "signing") else {
            throw Self.refused(.invalidScope, "The only scope of client_credentials is signing.")
        }
        let token = parts.random.token(bytes: 32)
        let stored = StoredToken(clientID: client.id, subject: "", claims: "{}", use: .signing)
        try await parts.tokens.insert(token, stored, group: parts.random.token(bytes: 16), now: parts.clock.now)
        parts.log.info("service token issued", metadata: ["client": "\(client.id)"])
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("access_token", token)
        writer.member("token_type", "Bearer")
        writer.name("expires_in")
        writer.integer(Int64(parts.lifetimes.accessToken))
        writer.member("scope", "signing")
        writer.endObject()
        return .json(writer.bytes)
    }

    private func redeem(
        _ code: String,
        form: RequestParameters,
        _ registration: ClientRegistry.Registration
    ) async throws -> (grant: Grant, accessToken: String) {
        guard code.utf8.count <= 128, let held = try await parts.codes.load(code), let group = held.group else {
            throw refused("the code is unknown or long expired", registration)
        }
        guard held.value.clientID.sameBytes(as: registration.client.id) else {
            throw refused("the code is another client's", registration)
        }
        guard let grant = held.value.grant else {
            try await revoke(group, registration)
            throw refused("the code was used before", registration)
        }
        let now = parts.clock.now
        if let reason = now < held.value.expiresAt ? unmet(by: form, grant) : "the code has expired" {
            // One try per code, so that a stolen one is no oracle for verifiers.
            _ = try await parts.codes.spend(code, held)
            throw refused(reason, registration)
        }
        let accessToken = parts.random.token(bytes: 32)
        let stored = StoredToken(clientID: grant.clientID, subject: grant.subject, claims: grant.userInfoClaims)
        let token = try parts.tokens.record(of: accessToken, stored, group: group, now: now)
        guard try await parts.codes.spend(code, held, for: token) else {
            try await revoke(group, registration)
            throw refused("the code was used at the same moment", registration)
        }
        return (grant, accessToken)
    }

    /// RFC 9700 §4.13 and RFC 6749 §4.1.2: a second use ends what the first one gave.
    private func revoke(_ group: String, _ registration: ClientRegistry.Registration) async throws {
        let ended = try await parts.tokens.removeGroup(group)
        parts.log.warning(
            "code replayed",
            metadata: ["client": "\(registration.client.id)", "outcome": "\(ended) tokens ended"]
        )
    }

    /// In what the request does not fit the code; `nil` where it does.
    private func unmet(by form: RequestParameters, _ grant: Grant) -> String? {
        guard form["redirect_uri"].sameBytes(as: grant.redirectURI) else { return "another redirect_uri" }
        guard let challenge = grant.challenge else {
            // RFC 9700 §4.8.2: a verifier where no challenge was sent is a downgrade attempt.
            return form["code_verifier"] == nil ? nil : "a code_verifier without a code_challenge"
        }
        guard let verifier = form["code_verifier"] else { return "no code_verifier" }
        guard Self.isWellFormed(verifier) else { return "a malformed code_verifier" }
        let isRight = constantTimeEquals(Base64URL.encode(SHA256.digest(verifier)), challenge)
        return isRight ? nil : "another code_verifier"
    }

    /// The client hears one text for all that can be wrong with a code, the operator hears which it was.
    private func refused(_ reason: String, _ registration: ClientRegistry.Registration) -> BackchannelFailure {
        parts.log.info(
            "code refused",
            metadata: ["client": "\(registration.client.id)", "outcome": "invalid_grant", "reason": "\(reason)"]
        )
        return Self.refused(.invalidGrant, "The code is unknown, used, expired or not for this request.")
    }

    /// RFC 7636 §4.1.
    private static func isWellFormed(_ verifier: String) -> Bool {
        (43...128).contains(verifier.utf8.count)
            && verifier.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "~"):
                    true
                default: false
                }
            }
    }

    private static func refused(_ code: OAuthError.Code, _ description: String) -> BackchannelFailure {
        .oauth(OAuthError(code, description))
    }
}
