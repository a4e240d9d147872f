import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// Decides whether a request comes from the client that it names.
struct ClientProof: Sendable {
    let parts: BrokerParts
    let limiter: GuessLimiter

    /// The client that calls an endpoint, given by its path, or a failure that counts against it.
    func client(
        form: RequestParameters,
        authorization: String?,
        at endpoint: String
    ) async throws -> ClientRegistry.Registration {
        do {
            let credentials = try ClientCredentials(form: form, authorization: authorization)
            guard let registration = parts.clients[credentials.id] else { throw BackchannelFailure.invalidClient(nil) }
            guard try await isProven(credentials, registration, at: endpoint) else {
                throw BackchannelFailure.invalidClient(registration.client.id)
            }
            return registration
        } catch BackchannelFailure.invalidClient(let client) {
            let allowed = limiter.allowsFailure(of: client, now: parts.clock.now)
            parts.log.notice(
                "client authentication failed",
                metadata: [
                    "client": "\(client ?? "unregistered")", "outcome": "\(allowed ? "refused" : "one of too many")",
                ]
            )
            throw allowed ? BackchannelFailure.invalidClient(client) : BackchannelFailure.tooMany
        }
    }

    /// Only the registered way counts (security requirement 8).
    private func isProven(
        _ credentials: ClientCredentials,
        _ registration: ClientRegistry.Registration,
        at endpoint: String
    ) async throws -> Bool {
        switch (registration.client.authentication, credentials) {
        case (.none, .none): true
        case (.secretBasic, .basic(_, let secret)), (.secretPost, .post(_, let secret)):
            registration.secretDigest.map { constantTimeEquals(SHA256.digest(secret), $0) } ?? false
        case (.privateKeyJWT, .assertion(_, let token)): try await isFresh(token, registration, at: endpoint)
        default: false
        }
    }

    /// RFC 7523 §3, with bounds of our own: at most an hour ahead, which common clients take by default, and used once.
    private func isFresh(
        _ token: String,
        _ registration: ClientRegistry.Registration,
        at endpoint: String
    ) async throws -> Bool {
        let id = registration.client.id
        guard let verified = try? registration.verifier?.verify(token),
            let json = try? JSONValue.parse(verified.payload), let claims = try? AssertionClaims(json)
        else { return false }
        guard claims.issuer.sameBytes(as: id), claims.subject.sameBytes(as: id) else { return false }
        // Security requirement 6 demands an audience, and leaves open which: RFC 7523 §3 (3) has the token endpoint, OpenID
        // Connect Core §9 suggests it too, newer rules the issuer, and common clients name both. Each must be ours: what also
        // fits elsewhere could be passed on to us by whoever got it there.
        let ours = [parts.issuer, "\(parts.issuer)/token", parts.issuer + endpoint]
        guard !claims.audiences.isEmpty,
            claims.audiences.allSatisfy({ named in ours.contains { $0.sameBytes(as: named) } })
        else { return false }
        let now = parts.clock.now.timeIntervalSince1970
        let skew = 10.0
        guard claims.expiry > now - skew, claims.expiry <= now + 3600 + skew,
            claims.notBefore ?? now <= now + skew, claims.issuedAt ?? now <= now + skew
        else { return false }
        guard !claims.identifier.isEmpty, claims.identifier.utf8.count <= 256 else { return false }
        let end = Date(timeIntervalSince1970: claims.expiry + skew + 1)
        return try await parts.assertions.isFirstUse(of: claims.identifier, by: id, until: end)
    }
}

/// The claims of a client assertion, all compulsory but `nbf` and `iat`.
private struct AssertionClaims {
    let issuer: String
    let subject: String
    let audiences: [String]
    let expiry: Double
    let notBefore: Double?
    let issuedAt: Double?
    let identifier: String

    init(_ json: JSONValue) throws(JSONError) {
        issuer = try json.requireString("iss")
        subject = try json.requireString("sub")
        let isList = try json.require("aud").kind == .array
        audiences = isList ? try json.requireStrings("aud") : [try json.requireString("aud")]
        expiry = try json.requireNumericDate("exp")
        notBefore = try json.numericDate("nbf")
        issuedAt = try json.numericDate("iat")
        identifier = try json.requireString("jti")
    }
}
