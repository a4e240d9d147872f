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
            guard let registration = parts.clients[credentials.id] else {
                throw BackchannelFailure.invalidClient(nil, .unregistered)
            }
            do {
                try await prove(credentials, registration, at: endpoint)
            } catch let rejection as ClientRejection {
                throw BackchannelFailure.invalidClient(registration.client.id, rejection)
            }
            return registration
        } catch BackchannelFailure.invalidClient(let client, let rejection) {
            let allowed = limiter.allowsFailure(of: client, now: parts.clock.now)
            let metadata: Logger.Metadata = [
                "client": "\(client ?? "unregistered")", "outcome": "\(allowed ? "refused" : "one of too many")",
                "reason": "\(rejection.rawValue)",
            ]
            let known: KeyValuePairs = ["request": ServedRequest.id]
            parts.log.notice("client authentication failed", metadata: metadata.adding(known))
            throw allowed ? BackchannelFailure.invalidClient(client, rejection) : BackchannelFailure.tooMany
        }
    }

    /// Only the registered way counts (security requirement 8).
    private func prove(
        _ credentials: ClientCredentials,
        _ registration: ClientRegistry.Registration,
        at endpoint: String
    ) async throws {
        switch (registration.client.authentication, credentials) {
        case (.none, .none): return
        case (.secretBasic, .basic(_, let secret)), (.secretPost, .post(_, let secret)):
            guard let digest = registration.secretDigest, constantTimeEquals(SHA256.digest(secret), digest) else {
                throw ClientRejection.wrongSecret
            }
        case (.privateKeyJWT, .assertion(_, let token)): try await checkFresh(token, registration, at: endpoint)
        default: throw ClientRejection.otherAuthentication
        }
    }

    /// RFC 7523 §3, with bounds of our own: at most an hour ahead, which common clients take by default, and used once.
    private func checkFresh(
        _ token: String,
        _ registration: ClientRegistry.Registration,
        at endpoint: String
    ) async throws {
        let claims = try Self.claims(token, registration)
        let id = registration.client.id
        guard claims.issuer.sameBytes(as: id), claims.subject.sameBytes(as: id) else {
            throw ClientRejection.otherParty
        }
        // Security requirement 6 demands an audience, and leaves open which: RFC 7523 §3 (3) has the token endpoint, OpenID
        // Connect Core §9 suggests it too, newer rules the issuer, and common clients name both. Each must be ours: what also
        // fits elsewhere could be passed on to us by whoever got it there.
        let ours = [parts.issuer, "\(parts.issuer)/token", parts.issuer + endpoint]
        guard !claims.audiences.isEmpty,
            claims.audiences.allSatisfy({ named in ours.contains { $0.sameBytes(as: named) } })
        else { throw ClientRejection.otherAudience }
        let now = parts.clock.now.timeIntervalSince1970
        let skew = 10.0
        guard claims.expiry > now - skew else { throw ClientRejection.expired }
        guard claims.expiry <= now + 3600 + skew else { throw ClientRejection.tooFarAhead }
        guard claims.notBefore ?? now <= now + skew, claims.issuedAt ?? now <= now + skew else {
            throw ClientRejection.notYetValid
        }
        guard let identifier = claims.identifier, !identifier.isEmpty, identifier.utf8.count <= 256 else {
            throw ClientRejection.noIdentifier
        }
        let end = Date(timeIntervalSince1970: claims.expiry + skew + 1)
        guard try await parts.assertions.isFirstUse(of: identifier, by: id, until: end) else {
            throw ClientRejection.usedBefore
        }
    }

    /// What an assertion says, once a key of the client has signed it.
    private static func claims(
        _ token: String,
        _ registration: ClientRegistry.Registration
    ) throws(ClientRejection) -> AssertionClaims {
        guard let verifier = registration.verifier else { throw .otherAuthentication }
        let verified: VerifiedJWS
        do {
            verified = try verifier.verify(token)
        } catch {
            throw ClientRejection(error)
        }
        // What the client signs for something else, such as a DPoP proof, is no proof of who calls here.
        guard verified.header.mayBe("client-authentication+jwt") else { throw .otherType }
        guard let json = try? JSONValue.parse(verified.payload) else { throw .malformedAssertion }
        do {
            return try AssertionClaims(json)
        } catch {
            throw .missingClaim
        }
    }
}

/// The claims of a client assertion, all compulsory but `nbf` and `iat`; of `jti` its absence is told apart.
private struct AssertionClaims {
    let issuer: String
    let subject: String
    let audiences: [String]
    let expiry: Double
    let notBefore: Double?
    let issuedAt: Double?
    let identifier: String?

    init(_ json: JSONValue) throws(JSONError) {
        issuer = try json.requireString("iss")
        subject = try json.requireString("sub")
        let isList = try json.require("aud").kind == .array
        audiences = isList ? try json.requireStrings("aud") : [try json.requireString("aud")]
        expiry = try json.requireNumericDate("exp")
        notBefore = try json.numericDate("nbf")
        issuedAt = try json.numericDate("iat")
        identifier = json["jti"]?.string
    }
}
