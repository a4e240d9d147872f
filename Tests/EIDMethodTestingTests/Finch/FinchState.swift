import EIDMethod
import FoundationEssentials

/// Where a finch's signing stands.
struct FinchState: Codable, Sendable, CustomStringConvertible, CustomReflectable {
    var session: String
    var isSecond = false
    var hasReturned = false
    var token: String?
    var signer: Signer?
    var names: [String] = []
    /// A flaw: shows what opens the session.
    var showsItsToken = false
    /// A flaw: shows who signs.
    var showsItsSigner = false

    var description: String {
        "finch state" + (showsItsToken ? " \(token ?? "")" : "")
            + (showsItsSigner ? " \(signer?.subject?.identifier ?? "")" : "")
    }
    var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
