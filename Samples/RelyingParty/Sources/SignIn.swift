import EIDJOSE
import EIDJSON

/// What the shop wants to know about the person.
enum Purpose: String, Sendable {
    /// Who are you: attributes from a verified source.
    case verification
    /// Are you the person who was here before: the subject only.
    case authentication

    /// The scopes to ask for.
    var scope: String { self == .verification ? "openid profile email phone address" : "openid" }

    /// Single claims beyond the scopes (OpenID Connect Core §5.5).
    var claims: JSON? {
        guard self == .verification else { return nil }
        return ["userinfo": ["birthdate": nil, "national_number": nil, "document_issuing_country": nil]]
    }
}

/// A sign-in on its way: what the answer must match, once.
struct SignIn: Sendable {
    let purpose: Purpose
    /// Comes back with the browser; proves that the answer belongs to this sign-in (RFC 6749 §10.12).
    let state = SecureRandom.token()
    /// Comes back inside the ID token; proves that the token was made for this sign-in.
    let nonce = SecureRandom.token()
    /// Proves to the broker that whoever redeems the code also began the sign-in (RFC 7636).
    let codeVerifier = SecureRandom.token()

    /// What the browser may know of `codeVerifier`.
    var codeChallenge: String { Base64URL.encode(SHA256.digest(codeVerifier)) }
}

/// The outcome of a sign-in.
struct SignInResult: Sendable {
    let purpose: Purpose
    /// The person, under the name that only this shop knows.
    let subject: String
    /// How sure the broker is: an eIDAS level.
    let assurance: String?
    /// Claims of the ID token and of UserInfo, by name.
    let claims: [(name: String, value: JSON)]

    /// The result as JSON, for the demo's driver.
    var json: JSON {
        [
            "type": .string(purpose.rawValue),
            "subject": .string(subject),
            "assurance": assurance.map { .string($0) } ?? .null,
            "claims": .object(claims),
        ]
    }
}
