import EIDJOSE

/// Why a client was not believed, for the operator's log.
///
/// The texts are constant: what stands in a token or a header is anybody's until it is proven. The client learns none of it
/// (RFC 6749 §5.2).
enum ClientRejection: String, Error {
    case noCredentials = "no credentials"
    case unreadableCredentials = "credentials that cannot be read"
    case unregistered = "not registered"
    case otherAuthentication = "another kind of authentication than registered"
    case wrongSecret = "wrong secret"
    case malformedAssertion = "malformed assertion"
    case refusedHeader = "an algorithm, a header or a choice of key that is not allowed"
    case unknownKey = "unknown key"
    case unsuitableKey = "a key that is not for signatures, or not for an allowed algorithm"
    case signature = "signature"
    case otherType = "a token of another type"
    case unchecked = "the signature could not be checked"
    case missingClaim = "iss, sub, aud or exp is missing or of the wrong type"
    case otherParty = "another issuer or subject than the client"
    case otherAudience = "another audience"
    case expired = "expired"
    case tooFarAhead = "an expiry more than an hour ahead"
    case notYetValid = "nbf or iat in the future"
    case noIdentifier = "no jti, or one that is too long"
    case usedBefore = "jti used before"

    /// What a refused token says of itself.
    init(_ error: JOSEError) {
        self =
            switch error.code {
            case .malformed: .malformedAssertion
            case .refused: .refusedHeader
            case .unknownKey: .unknownKey
            case .unsuitableKey: .unsuitableKey
            case .failed: .signature
            case .unavailable: .unchecked
            }
    }
}
