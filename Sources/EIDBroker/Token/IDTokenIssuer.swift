import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Logging

/// Writes, signs and, for clients that ask, encrypts an ID token (OpenID Connect Core §2).
struct IDTokenIssuer: Sendable {
    let parts: BrokerParts
    let registration: ClientRegistry.Registration

    func idToken(for grant: Grant, accessToken: String) throws -> String {
        let now = Int64(parts.clock.seconds)
        let signer = registration.idTokenSigner
        var writer = JSONWriter(reserving: 512 + grant.idTokenClaims.utf8.count)
        writer.beginObject()
        writer.member("iss", parts.issuer)
        writer.member("sub", grant.subject)
        writer.member("aud", grant.clientID)
        writer.name("exp")
        writer.integer(now + Int64(parts.lifetimes.idToken))
        writer.name("iat")
        writer.integer(now)
        // §2: required where max_age was asked for, which no sign-in passes without a time.
        if let time = grant.authenticatedAt {
            writer.name("auth_time")
            writer.integer(time)
        }
        if let nonce = grant.nonce { writer.member("nonce", nonce) }
        writer.member("acr", grant.assurance.acr)
        writer.member("method", grant.methodID)
        writer.member("at_hash", signer.algorithm.halfDigest(accessToken))
        writer.endObject()
        let payload = JSONObjectText.merged(writer.bytes, Array(grant.idTokenClaims.utf8))
        let token = try signer.sign(payload, type: "JWT")
        guard let sealer = registration.sealer else { return token }
        return try sealer.seal(Array(token.utf8), contentType: "JWT")
    }
}

/// Joins objects that we wrote ourselves, without reading them again.
enum JSONObjectText {
    static func merged(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        guard first.count > 2 else { return second }
        guard second.count > 2 else { return first }
        return first.dropLast() + [UInt8(ascii: ",")] + second.dropFirst()
    }
}
