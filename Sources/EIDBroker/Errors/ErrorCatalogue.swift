public import EIDMethod

/// What each failure means to its three readers.
///
/// The person gets a translated sentence, the client an OAuth code, the operator a line for the log.
public enum ErrorCatalogue {
    /// One failure.
    public struct Entry: Sendable {
        /// The failure's name in pages, logs and documentation.
        public let code: String
        /// The status of a page that shows it.
        public let status: Int
        /// A few words for the person.
        public let title: LocalizedText
        /// What happened and what to do next, for the person.
        public let sentence: LocalizedText
        /// The OAuth error that the client gets, where the client gets one.
        public let clientError: String
        /// The `error_description` that goes with it: printable ASCII.
        public let clientDescription: String
        /// What the operator should make of it.
        public let operatorText: String
        /// Whether the same request may succeed later.
        public let isRetryable: Bool
    }

    /// Every failure: those of methods first, then the broker's own, then those of signing.
    public static let all: [Entry] =
        MethodError.Code.all.map { entry(for: $0) } + BrokerFailure.allCases.map { entry(for: $0) }
        + SigningFailure.Code.allCases.map { entry(for: $0) }

    /// The entry of a method's failure.
    public static func entry(for code: MethodError.Code) -> Entry {
        methodEntries[code.description] ?? entry(for: .brokerUnavailable)
    }

    /// The entry of a failure of the broker itself.
    public static func entry(for failure: BrokerFailure) -> Entry { brokerEntry(failure) }
}

extension ErrorCatalogue.Entry {
    init(
        _ code: String,
        _ status: Int,
        _ clientError: OAuthError.Code,
        _ clientDescription: String,
        operator operatorText: String,
        title: LocalizedText,
        sentence: LocalizedText,
        isRetryable: Bool = false
    ) {
        self.init(
            code: code,
            status: status,
            title: title,
            sentence: sentence,
            clientError: clientError.rawValue,
            clientDescription: clientDescription,
            operatorText: operatorText,
            isRetryable: isRetryable
        )
    }

    /// The error for the client.
    var oauthError: OAuthError {
        OAuthError(OAuthError.Code(rawValue: clientError) ?? .serverError, clientDescription)
    }
}
