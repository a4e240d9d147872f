/// What the plugin wants back between the steps of a signing.
///
/// It holds the bearer token of the signing session, so that it shows nothing of itself.
public struct ItsmeSigningState: Codable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Where a signing stands, by interface.
    enum Stage: Codable, Sendable {
        case csc(CSCStage)
        case oasis(OASISStage)
    }

    let stage: Stage

    init(_ stage: CSCStage) { self.stage = .csc(stage) }
    init(_ stage: OASISStage) { self.stage = .oasis(stage) }

    /// Always `<signing state>`.
    public var description: String { "<signing state>" }
    /// Always `<signing state>`.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
