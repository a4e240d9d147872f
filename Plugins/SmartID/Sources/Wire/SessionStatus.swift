import EIDJSON
import EIDMethod

/// How far a session is.
enum SessionStatus: Sendable {
    case running
    /// Nobody has confirmed in time.
    case timedOut
    /// Ended well, with the answer and the number of the account that was used.
    case complete(JSONValue, documentNumber: String)

    /// Reads a status; a session that ended otherwise than well is thrown.
    init(reading answer: JSONValue) throws(MethodError) {
        switch answer["state"]?.string {
        case "RUNNING": self = .running
        case "COMPLETE":
            guard let word = answer["result"]?["endResult"]?.string else {
                throw MethodError(.untrusted, "Smart-ID does not say how the session ended")
            }
            if word == EndResult.timeout {
                self = .timedOut
                return
            }
            guard word == "OK" else { throw EndResult.failure(word) }
            guard let number = answer["result"]?["documentNumber"]?.string, (8...64).contains(number.utf8.count),
                number.utf8.allSatisfy(\.isPlain)
            else { throw MethodError(.untrusted, "Smart-ID does not say which account was used") }
            self = .complete(answer, documentNumber: number)
        default: throw MethodError(.untrusted, "Smart-ID's answer has no state that we know")
        }
    }
}
