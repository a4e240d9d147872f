/// The endpoints that faults can be pinned to.
public enum ItsmeEndpoint: String, CaseIterable, Sendable {
    case discovery, authorization, token, picture, revoke
    case keySet = "jwks"
    case userInfo = "userinfo"
    /// Responder, revocation lists and timestamps.
    case trust

    // Signing by the CSC API.
    case cscInfo = "csc_info"
    case cscAuthorize = "csc_authorize"
    case cscToken = "csc_token"
    case cscList = "csc_list"
    case cscCredential = "csc_credential"
    case cscSign = "csc_sign"
    case cscRevoke = "csc_revoke"

    // Signing by the OASIS API.
    case oasisConfiguration = "oasis_configuration"
    case oasisIdentification = "oasis_identification"
    case oasisStatus = "oasis_status"
    case oasisSign = "oasis_sign"
}
