/// Why a transaction did not end in an identity.
///
/// Equality looks at the code only. The person's and the client's texts come from the broker's catalogue by code; `detail`
/// is for the operator and must hold no personal data and no secret.
public struct MethodError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure that the broker's catalogue knows.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The catalogue's key.
        public let description: String
        private init(_ description: String) { self.description = description }

        /// The person stopped before deciding.
        public static let cancelled = Code("cancelled")
        /// The person said no.
        public static let declined = Code("declined")
        /// Nobody answered in time.
        public static let expired = Code("expired")
        /// The upstream refused this person: blocked, too young, wrong kind of account.
        public static let refused = Code("refused")
        /// The person's certificate has run out, or is not valid yet.
        public static let expiredCertificate = Code("expired_certificate")
        /// The issuer took the person's certificate back.
        public static let revokedCertificate = Code("revoked_certificate")
        /// The upstream does not answer, or says that it cannot now; trying again may help.
        public static let unavailable = Code("unavailable")
        /// What came back cannot be trusted: a bad signature, a wrong nonce, a replay.
        public static let untrusted = Code("untrusted")
        /// The upstream knows the person less surely than was asked for.
        public static let insufficientAssurance = Code("insufficient_assurance")
        /// The request asks for something that this method does not do.
        public static let unsupported = Code("unsupported")
        /// A text of the request has characters, or a length, that the upstream cannot show.
        public static let unencodable = Code("unencodable")
        /// The upstream does not accept our registration, keys or settings.
        public static let misconfigured = Code("misconfigured")

        /// Every code, in the order above.
        public static let all: [Code] = [
            .cancelled, .declined, .expired, .refused, .expiredCertificate, .revokedCertificate,
            .unavailable, .untrusted, .insufficientAssurance, .unsupported, .unencodable, .misconfigured,
        ]
    }

    /// The kind of failure.
    public let code: Code
    /// For the operator's log; never sent to a browser or a client.
    public let detail: String
    /// The error below, if there is one.
    public let underlying: (any Error)?

    /// Makes an error.
    public init(_ code: Code, _ detail: String, underlying: (any Error)? = nil) {
        self.code = code
        self.detail = detail
        self.underlying = underlying
    }

    /// Compares codes only.
    public static func == (left: MethodError, right: MethodError) -> Bool { left.code == right.code }

    /// The code and the operator's detail.
    public var description: String {
        underlying.map { "\(code): \(detail) (\($0))" } ?? "\(code): \(detail)"
    }
}
