/// Why a person cannot do something with their app.
public enum SmartIDControlError: Error, Sendable, Equatable {
    /// No session is waiting for that.
    case noSession
    /// An app has it already.
    case alreadyOpened
    /// The code or link is not one of ours, or its HMAC is wrong; the session has ended as `PROTOCOL_FAILURE`.
    case badLink
    /// The code is of another moment.
    case staleCode(seconds: Int)
}
