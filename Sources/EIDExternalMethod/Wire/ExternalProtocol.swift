import EIDJSON

/// The numbers of the protocol between the broker and methods in processes of their own; Documentation/ExternalMethods.md has
/// the words.
enum ExternalProtocol {
    /// The versions that this code speaks.
    static let versions: Set<Int64> = [1, 2, 3]
    /// The version since which a method may sign; one that chooses an earlier version signs nothing.
    static let signing: Int64 = 2
    /// The version since which a request says how recent the person's proof must be.
    static let freshness: Int64 = 2
    /// The version since which settings can be key sets; in an earlier one they are files.
    static let keySets: Int64 = 2
    /// The version since which a method says that it made another text of a claim; brokers of before refuse the word.
    static let changedClaims: Int64 = 3
    /// The descriptor on which a method finds its socket.
    static let descriptor: Int32 = 3
    /// The longest message without its length.
    static let frameBytes = 1 << 20
    /// The longest body of a request or an answer of HTTP; in base64 it fits into a message.
    static let bodyBytes = 512 << 10
    /// The longest state.
    static let stateBytes = 64 << 10
    /// What a message may ask of its reader.
    static let json = JSONLimits(maximumBytes: frameBytes, maximumDepth: 24)
}
