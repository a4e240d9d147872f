import EIDMethod
import FoundationEssentials

/// What an identification at Smart-ID carries from step to step.
///
/// It holds the session's secret, so that it shows nothing of itself.
public struct SmartIDState: Codable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Tells transactions apart that have no session yet.
    let id: String
    /// When the transaction began; sessions that nobody confirms are renewed for a while.
    let startedAt: Date
    /// The session in progress; `nil` while a number is asked for.
    var session: SmartIDSession?
    /// A number that was asked for again since its digits do not fit each other.
    var doubted: SemanticsIdentifier?
    /// How often in a row Smart-ID did not answer.
    var misses = 0
    /// What the browser brought back from the app on the same device.
    var verifier: String?
    /// Who confirmed, while the browser has not come back from the app yet.
    var arrived: Arrived?

    /// An identity that waits for the browser that it belongs to.
    struct Arrived: Codable, Sendable {
        let identity: VerifiedIdentity
        /// What the browser's verifier must hash to.
        let userChallenge: String
    }

    init(id: String, startedAt: Date) {
        self.id = id
        self.startedAt = startedAt
    }

    /// Always `<state>`.
    public var description: String { "<state>" }
    /// Always `<state>`.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
