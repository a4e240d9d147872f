import EIDMethod

/// How a session ended, in Smart-ID's words.
enum EndResult {
    /// The word of a session that nobody confirmed in time.
    static let timeout = "TIMEOUT"

    /// What each word but `OK` means for the transaction.
    static let failures: [String: MethodError.Code] = [
        "USER_REFUSED": .declined,
        "USER_REFUSED_CERT_CHOICE": .declined,
        "USER_REFUSED_INTERACTION": .declined,
        timeout: .expired,
        "WRONG_VC": .cancelled,
        "DOCUMENT_UNUSABLE": .refused,
        "ACCOUNT_UNUSABLE": .refused,
        "REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP": .refused,
        "PROTOCOL_FAILURE": .untrusted,
        "EXPECTED_LINKED_SESSION": .untrusted,
        "SERVER_ERROR": .unavailable,
    ]

    /// The error of a session that ended with a word; any that is unheard of says that something is wrong at Smart-ID.
    static func failure(_ word: String) -> MethodError {
        guard let code = failures[word] else {
            return MethodError(.unavailable, "the session ended for a reason that is new to us")
        }
        return MethodError(code, "the session ended: \(word)")
    }
}
