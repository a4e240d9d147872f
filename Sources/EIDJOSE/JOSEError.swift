/// Why a token, a key or an operation was refused.
///
/// Every cryptographic failure (a wrong signature, tag, padding or wrapped key) is the one value ``failed``: telling them
/// apart would help an attacker and nobody else.
public struct JOSEError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal this is.
    public enum Code: String, Sendable {
        /// Not a token, a header or a key as the RFCs write them.
        case malformed
        /// Well formed, and against our rules.
        case refused
        /// The token names a key that is not among ours; a caller may fetch the keys once more.
        case unknownKey
        /// The key cannot be used for what was asked.
        case unsuitableKey
        /// The cryptography said no.
        case failed
        /// OpenSSL could not do its work, for instance for lack of memory.
        case unavailable
    }

    /// What kind of refusal this is.
    public let code: Code
    /// For the operator's log; never sent to a browser or a client.
    public let detail: String

    /// Creates an error.
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// The one answer to everything that cryptography refuses.
    public static let failed = JOSEError(.failed, "cryptographic check failed")

    /// Kind and detail on one line.
    public var description: String { "\(code.rawValue): \(detail)" }
}
