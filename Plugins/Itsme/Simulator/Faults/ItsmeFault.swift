/// What can be made to go wrong.
public enum ItsmeFault: String, CaseIterable, Sendable {
    // How the person's side ends.
    case cancel, reject, timeout
    case wrongCodeThreeTimes = "wrong_code_three_times"
    case unknownPhone = "unknown_phone"

    // What an endpoint does; `endpoint` says which.
    case slow
    case serverError = "server_error"
    case temporaryUnavailable = "temporary_unavailable"
    case discoveryOutage = "discovery_outage"
    case oversizedKeySet = "oversized_jwks"
    case oversizedAnswer = "oversized_answer"
    case duplicateMembers = "duplicate_members"

    // What is wrong with a token.
    case wrongIssuer = "wrong_issuer"
    case wrongAudience = "wrong_audience"
    case wrongNonce = "wrong_nonce"
    case expiredIDToken = "expired_id_token"
    case unencryptedToken = "unencrypted_token"
    case unsignedInside = "unsigned_inside"
    case unknownKey = "unknown_kid"
    case wrongSignature = "wrong_signature"
    case algorithmHS256 = "alg_hs256"
    case algorithmNone = "alg_none"
    case rotatedKeys = "rotated_keys"
    case userInfoOtherSubject = "userinfo_sub_mismatch"
    case missingAttribute = "missing_attribute"

    // What is wrong with the way back.
    case duplicateState = "duplicate_state"
    case extraParameters = "extra_parameters"
    case wrongState = "wrong_state"

    // What is wrong with what the trust service says.
    case ocspOutage = "ocsp_outage"
    case ocspRevoked = "ocsp_revoked"
    case ocspStale = "ocsp_stale"
    case ocspWrongNonce = "ocsp_wrong_nonce"
    case ocspTryLater = "ocsp_try_later"
    case revocationListOutage = "crl_outage"
    case timestampOutage = "timestamp_outage"
    case timestampWrongNonce = "timestamp_wrong_nonce"
    case timestampWrongImprint = "timestamp_wrong_imprint"
    case timestampStale = "timestamp_stale"

    /// Where the fault shows unless told otherwise.
    package var usualEndpoint: ItsmeEndpoint {
        switch self {
        case .discoveryOutage: .discovery
        case .oversizedKeySet: .keySet
        case .userInfoOtherSubject: .userInfo
        case .ocspOutage, .ocspRevoked, .ocspStale, .ocspWrongNonce, .ocspTryLater, .revocationListOutage,
            .timestampOutage, .timestampWrongNonce, .timestampWrongImprint, .timestampStale:
            .trust
        case .cancel, .reject, .timeout, .wrongCodeThreeTimes, .unknownPhone, .temporaryUnavailable, .duplicateState,
            .extraParameters, .wrongState:
            .authorization
        default: .token
        }
    }
}
