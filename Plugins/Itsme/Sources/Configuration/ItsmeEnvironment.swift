import FoundationEssentials

/// Which of itsme's environments a method speaks to.
public enum ItsmeEnvironment: String, Sendable, CaseIterable {
    /// The sandbox, with test accounts.
    case e2e
    /// The real itsme.
    case production
    /// Another issuer, such as a simulator.
    case custom

    /// The issuer of the environment; `nil` where the settings must say it.
    func issuer(legacy: Bool) -> URL? {
        let name: String
        switch self {
        case .e2e: name = "e2e"
        case .production: name = "prd"
        case .custom: return nil
        }
        return URL(
            string: legacy
                ? "https://oidc.\(name).itsme.services/clientsecret-oidc/csapi/v0.1"
                : "https://idp.\(name).itsme.services/v2"
        )
    }
}
