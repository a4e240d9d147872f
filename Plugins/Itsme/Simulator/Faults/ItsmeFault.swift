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
    case extraAudience = "extra_audience"
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

    // What is wrong with a certificate or a signature.
    case createCertRejected = "create_cert_rejected"
    case createCertExpired = "create_cert_expired"
    case expiredCertificate = "expired_certificate"
    case notYetValidCertificate = "not_yet_valid_certificate"
    case certificateWithoutStatements = "certificate_without_statements"
    case certificateWithoutNonRepudiation = "certificate_without_non_repudiation"
    case otherIssuerCertificate = "other_issuer_certificate"
    case revokedCertificate = "revoked_certificate"
    case policyDisabled = "policy_disabled"
    case otherSigner = "other_signer"
    case wrongValue = "wrong_value"
    case swappedValues = "swapped_values"
    case missingValue = "missing_value"
    case otherOrder = "other_order"

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

    /// Where the fault shows unless told otherwise; at whichever of several places comes first.
    package var usualEndpoints: [ItsmeEndpoint] {
        switch self {
        case .discoveryOutage: [.discovery]
        case .oversizedKeySet: [.keySet]
        case .userInfoOtherSubject: [.userInfo]
        case .temporaryUnavailable: [.authorization]
        case .cancel, .reject, .timeout, .wrongCodeThreeTimes, .unknownPhone, .extraParameters:
            [.authorization, .cscAuthorize, .oasisIdentification, .oasisSign]
        case .duplicateState, .wrongState: [.authorization, .cscAuthorize]
        case .createCertRejected, .createCertExpired, .expiredCertificate, .notYetValidCertificate,
            .certificateWithoutStatements, .certificateWithoutNonRepudiation, .otherIssuerCertificate:
            [.cscAuthorize, .oasisIdentification]
        case .revokedCertificate: [.cscAuthorize, .oasisSign]
        case .policyDisabled: [.oasisSign]
        case .otherSigner, .wrongValue, .swappedValues, .missingValue, .otherOrder: [.cscSign, .oasisSign]
        case .ocspOutage, .ocspRevoked, .ocspStale, .ocspWrongNonce, .ocspTryLater, .revocationListOutage,
            .timestampOutage, .timestampWrongNonce, .timestampWrongImprint, .timestampStale:
            [.trust]
        default: [.token]
        }
    }
}
