/// Why an external method does not run.
public struct ExternalFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, Hashable {
        /// The file is not there, is no file, or others may write to it.
        case unusableFile
        /// The file is another one than was pinned.
        case wrongHash
        /// The system does not start it.
        case notStarted
        /// It ended, or was ended for what it sent, before it had said who it is.
        case ended
        /// It has not said who it is in time.
        case silent
        /// It speaks no version of the protocol that the broker speaks.
        case wrongVersion
        /// It calls itself something else, or something else than before.
        case wrongName
        /// It says something that the protocol does not allow.
        case outsideOfProtocol
    }

    /// The kind of failure.
    public let code: Code
    /// The end of a sentence about the executable, for the operator.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
