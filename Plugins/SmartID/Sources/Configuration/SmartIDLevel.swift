public import EIDMethod

/// How much a person's certificate is worth, in Smart-ID's words.
public enum SmartIDLevel: String, Sendable, Codable, CaseIterable, Hashable {
    case advanced = "ADVANCED"
    case qualified = "QUALIFIED"
    /// For signatures: qualified, with the key in a device that is too.
    case device = "QSCD"

    /// Whether this will do where the other was asked for.
    public func meets(_ asked: SmartIDLevel) -> Bool { self != .advanced || asked == .advanced }
}

extension SmartIDConfiguration {
    /// What a level is worth as an assurance, by the settings.
    public func assurance(of level: SmartIDLevel) -> Assurance {
        level == .advanced ? advancedAssurance : qualifiedAssurance
    }
}
