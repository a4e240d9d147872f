import EIDJOSE
import EIDJSON

/// The ID token that a client hands back to say who must sign in (`id_token_hint`, OpenID Connect Core §3.1.2.1).
///
/// It must be one that this broker gave to this client. That it has expired does not matter: it names a person and opens
/// nothing. Nothing of it but the subject is kept, and nothing of it is logged.
struct IDTokenHint {
    /// Every request that has one is verified, so that its size is bounded before anything else.
    static let maximumLength = 8 * 1024

    /// The subject that it names, as this client knows it.
    let subject: String

    init(_ token: String, of client: Client, issuer: String, keys: SigningKeys) throws(OAuthError) {
        // Core §3.1.2.1: a client that gets encrypted ID tokens decrypts them first; we have no key to open ours with.
        guard token.utf8.count(where: { $0 == UInt8(ascii: ".") }) != 4 else {
            throw Self.refused("is encrypted; decrypt it and send the signed token inside")
        }
        guard let verified = try? keys.verifier.verify(token), verified.header.type.sameBytes(as: "JWT") else {
            throw Self.refused("is not signed with a key of this provider")
        }
        guard let claims = try? Claims(JSONValue.parse(verified.payload)) else { throw Self.refused("is no ID token") }
        guard claims.issuer.sameBytes(as: issuer) else { throw Self.refused("has another issuer") }
        guard claims.audiences.contains(where: { $0.sameBytes(as: client.id) }) else {
            throw Self.refused("is for another client")
        }
        subject = claims.subject
    }

    private static func refused(_ why: String) -> OAuthError { OAuthError(.invalidRequest, "id_token_hint \(why).") }

    /// The claims that tell an ID token from the other tokens that the same keys sign: a UserInfo answer has no times.
    private struct Claims {
        let issuer: String
        let subject: String
        let audiences: [String]

        init(_ json: JSONValue) throws(JSONError) {
            issuer = try json.requireString("iss")
            subject = try json.requireString("sub")
            if let audience = try json.require("aud").string {
                audiences = [audience]
            } else {
                audiences = try json.requireStrings("aud")
            }
            _ = try (json.requireNumericDate("exp"), json.requireNumericDate("iat"))
        }
    }
}
