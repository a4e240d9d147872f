/// Why something could not be signed, timestamped, trusted or validated.
///
/// Codes are stable; equality looks at the code only, so that the detail may get better without breaking a test.
public struct SignatureError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal this is.
    public enum Code: String, Codable, Sendable {
        /// Not what its format prescribes.
        case malformed
        /// Well formed, and something we do not do.
        case unsupported
        /// The certificate is not made for this: key usage, key, authority.
        case certificateUnsuitable = "signer_not_eligible"
        /// The certificate does not even claim to be qualified.
        case certificateNotQualified = "certificate_not_qualified"
        /// The certificate or its path does not verify.
        case certificateInvalid = "certificate_invalid"
        /// Before or after the certificate's lifetime.
        case certificateExpired = "certificate_expired"
        /// The issuer took the certificate back.
        case certificateRevoked = "certificate_revoked"
        /// The path ends at nobody whom we trust.
        case certificateUntrusted = "certificate_untrusted"
        /// The value does not belong to these bytes and this certificate.
        case valueInvalid = "signature_value_invalid"
        /// The values of a batch do not match its digests one to one.
        case batchMismatch = "batch_mismatch"
        /// A digest has the wrong length or belongs to other content.
        case digestMismatch = "hash_length"
        /// The content is not what was signed.
        case contentChanged = "content_changed"
        /// The signature in a PDF does not cover all of a revision but itself.
        case coverage = "signature_coverage"
        /// A PDF was changed after signing in a way that it does not permit.
        case changedAfterSigning = "changed_after_signing"
        /// A timestamp is missing or does not hold.
        case timestampFailed = "timestamp_failed"
        /// Nobody says whether the certificate is revoked, or not in a way that counts.
        case revocationUnavailable = "revocation_unavailable"
        /// The wanted level was not reached.
        case levelNotReached = "level_not_reached"
        /// OpenSSL could not do its work, for instance for lack of memory.
        case unavailable
    }

    /// What kind of refusal this is.
    public let code: Code
    /// For the operator's log; holds no personal data.
    public let detail: String

    /// Creates an error.
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// Two errors are equal when they are of one kind.
    public static func == (left: SignatureError, right: SignatureError) -> Bool { left.code == right.code }

    /// Hashes the kind only, as equality does.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// Kind and detail on one line.
    public var description: String { "\(code.rawValue): \(detail)" }
}
