import EIDJSON
import EIDMethod

/// What `acr_values` says: levels of assurance, and our conventions `method:<id>`, `type:<method type>` and
/// `country:<alpha-2>`, a hint.
struct ContextValues {
    private(set) var levels: [Assurance] = []
    private(set) var methods: [String] = []
    private(set) var countries: [String] = []
    private(set) var type: MethodType?

    init(parsing text: String?) throws(OAuthError) {
        for value in (text ?? "").split(separator: " ") {
            if value.hasPrefix("method:") {
                methods.append(String(value.dropFirst("method:".count)))
            } else if value.hasPrefix("country:") {
                if let country = CountryHint.country(value.dropFirst("country:".count)) { countries.append(country) }
            } else if value.hasPrefix("type:") {
                guard let named = MethodType(rawValue: String(value.dropFirst("type:".count))), named != .signing else {
                    throw OAuthError(
                        .invalidRequest,
                        "acr_values names a type other than verification or authentication."
                    )
                }
                guard type == nil || type == named else {
                    throw OAuthError(.invalidRequest, "acr_values names two types.")
                }
                type = named
            } else if let level = try Assurance.asked(value, in: "acr_values") {
                levels.append(level)
            }
            // OpenID Connect Core §3.1.2.1: values that we do not know are voluntary wishes.
        }
    }
}

extension Assurance {
    private static let prefix = "http://eidas.europa.eu/LoA/"

    /// The level on the wire to clients: the eIDAS URI.
    var acr: String { Self.prefix + rawValue }

    /// Reads the eIDAS URI of a level.
    init?(acr: some StringProtocol) {
        guard let level = Assurance.allCases.first(where: { $0.acr.sameBytes(as: acr) }) else { return nil }
        self = level
    }

    /// The level that a client asks for; `nil` for a value that is none of eIDAS.
    static func asked(_ value: some StringProtocol, in parameter: String) throws(OAuthError) -> Assurance? {
        if let level = Assurance(acr: value) { return level }
        guard value.hasPrefix(prefix) else { return nil }
        // A misspelt level would let a weaker sign-in pass for the one that was meant.
        throw OAuthError(
            .invalidRequest,
            "\(parameter) names a level of eIDAS that is not known here: low, substantial or high."
        )
    }
}
