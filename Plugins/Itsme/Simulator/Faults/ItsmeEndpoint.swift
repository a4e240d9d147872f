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

extension ItsmeEndpoint {
    /// Whether it belongs to the CSC API.
    var isCSC: Bool { rawValue.hasPrefix("csc_") }

    /// Whether it belongs to the OASIS API.
    var isOASIS: Bool { rawValue.hasPrefix("oasis_") }

    /// Whether it belongs to one of the two signing interfaces.
    var isSigning: Bool { isCSC || isOASIS }

    /// The verb that it takes; `nil` where that depends on what follows.
    var verb: String? {
        switch self {
        case .trust: nil
        case .discovery, .keySet, .authorization, .userInfo, .picture, .cscAuthorize, .oasisConfiguration: "GET"
        default: "POST"
        }
    }
}
