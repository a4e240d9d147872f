/// Why a document was not signed, or not as wanted.
///
/// Equality looks at the code only; the catalogue has its three texts.
struct SigningFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The failures, by the name that clients see.
    enum Code: String, Codable, Sendable, CaseIterable {
        case documentUnreadable = "document_unreadable"
        case documentEmpty = "document_empty"
        case documentEncrypted = "document_encrypted"
        case documentCertifiedNoChanges = "document_certified_no_changes"
        case documentUnsupported = "document_unsupported"
        case documentAmbiguous = "document_ambiguous"
        case documentTooLarge = "document_too_large"
        case documentActiveContent = "document_active_content"
        case documentUnknown = "document_unknown"
        case fieldNotFound = "field_not_found"
        case fieldAlreadySigned = "field_already_signed"
        case fieldNameTaken = "field_name_taken"
        case fieldLocked = "field_locked"
        case pageNotFound = "page_not_found"
        case appearanceInvalid = "appearance_invalid"
        case policyUnknown = "policy_unknown"
        case formatNotApplicable = "format_not_applicable"
        case hashLength = "hash_length"
        case batchTooLarge = "batch_too_large"
        case signerMismatch = "signer_mismatch"
        case signerNotEligible = "signer_not_eligible"
        case certificateNotQualified = "certificate_not_qualified"
        case certificateInvalid = "certificate_invalid"
        case certificateRevoked = "certificate_revoked"
        case certificateUntrusted = "certificate_untrusted"
        case certificateExpired = "certificate_expired"
        case sealUnavailable = "seal_unavailable"
        case userDeclined = "user_declined"
        case userTimeout = "user_timeout"
        case providerUnavailable = "provider_unavailable"
        case providerProtocol = "provider_protocol"
        case providerUnsupported = "provider_unsupported"
        case providerMisconfigured = "provider_misconfigured"
        case signatureValueInvalid = "signature_value_invalid"
        case placeholderTooSmall = "placeholder_too_small"
        case timestampFailed = "timestamp_failed"
        case revocationUnavailable = "revocation_unavailable"
        case levelNotReached = "level_not_reached"
        case sessionExpired = "session_expired"
        case textNotEncodable = "text_not_encodable"
        case internalError = "internal_error"
    }

    /// The kind of failure.
    let code: Code
    /// For the operator's log: no personal data, no content.
    let detail: String
    /// The document it is about, by its place in the order; `nil` for all.
    var document: Int?

    init(_ code: Code, _ detail: String, document: Int? = nil) {
        self.code = code
        self.detail = detail
        self.document = document
    }

    static func == (left: SigningFailure, right: SigningFailure) -> Bool { left.code == right.code }

    var description: String { "\(code.rawValue): \(detail)" }
}
