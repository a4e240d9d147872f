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
    /// A flaw: shows everything.
    var isTalkative = false

    var description: String { isTalkative ? "\(session) \(token ?? "")" : "finch state" }
    var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
