import EIDMethod
import FoundationEssentials

/// What a signing at Smart-ID carries from step to step.
///
/// It holds the session's secret, so that it shows nothing of itself.
public struct SmartIDSigningState: Codable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Where a signing stands.
    enum Stage: Codable, Sendable {
        /// The person types their number.
        case asking
        /// The person chooses a certificate.
        case choosing(SmartIDSession)
        /// It is known; where a browser is still on its way back, it waits for that.
        case chosen(ChosenCertificate, waitingFor: SmartIDSession?)
        /// The person signs.
        case signing(SmartIDSession, ChosenCertificate, SigningDigest)
    }

    /// Tells signings apart that have no session yet.
    let id: String
    var stage: Stage
    /// A number that was asked for again since its digits do not fit each other.
    var doubted: SemanticsIdentifier?
    /// How often in a row Smart-ID did not answer.
    var misses = 0
    /// Whether the browser has come back from the app on the same device.
    var hasReturned = false

    init(id: String, _ stage: Stage) {
        self.id = id
        self.stage = stage
    }

    /// Always `<signing state>`.
    public var description: String { "<signing state>" }
    /// Always `<signing state>`.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
