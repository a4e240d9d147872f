/// The countries whose people have Smart-ID.
public enum SmartIDCountry: String, Sendable, Codable, CaseIterable, Hashable {
    case estonia = "EE"
    case latvia = "LV"
    case lithuania = "LT"
    case belgium = "BE"
}
