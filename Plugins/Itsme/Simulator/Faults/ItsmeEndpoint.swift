/// The endpoints that faults can be pinned to.
public enum ItsmeEndpoint: String, CaseIterable, Sendable {
    case discovery, authorization, token, picture, revoke
    case keySet = "jwks"
    case userInfo = "userinfo"
    /// Responder, revocation lists and timestamps.
    case trust
}
