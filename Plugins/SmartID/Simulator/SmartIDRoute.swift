/// The routes below the base address.
public enum SmartIDRoute: String, Sendable, CaseIterable {
    case authenticationLink = "authentication/device-link/anonymous"
    case authenticationLinkForPerson = "authentication/device-link/etsi"
    case authenticationLinkForAccount = "authentication/device-link/document"
    case authentication = "authentication/notification/etsi"
    case authenticationOfAccount = "authentication/notification/document"
    case certificateChoiceLink = "signature/certificate-choice/device-link/anonymous"
    case certificateChoice = "signature/certificate-choice/notification/etsi"
    case certificate = "signature/certificate"
    case signature = "signature/notification/document"
    case linkedSignature = "signature/notification/linked"
    case session

    /// The route of a path, and what follows it.
    static func of(_ path: String) -> (route: SmartIDRoute, rest: String)? {
        for route in allCases {
            if path == route.rawValue { return (route, "") }
            guard path.hasPrefix(route.rawValue + "/") else { continue }
            let rest = String(path.dropFirst(route.rawValue.count + 1))
            return rest.isEmpty || rest.contains("/") ? nil : (route, rest)
        }
        return nil
    }

    /// Whether it begins with a code or a link.
    var isLink: Bool {
        switch self {
        case .authenticationLink, .authenticationLinkForPerson, .authenticationLinkForAccount, .certificateChoiceLink:
            true
        default: false
        }
    }
    var isAuthentication: Bool { rawValue.hasPrefix("authentication/") }
    /// Whether it begins with a message, and has the person compare digits of our own.
    var isPushedAuthentication: Bool { isAuthentication && !isLink }
    var isChoice: Bool { self == .certificateChoiceLink || self == .certificateChoice }
    var isSignature: Bool { self == .signature || self == .linkedSignature }
    /// Whether its addresses name an account rather than a person.
    var namesAccount: Bool {
        switch self {
        case .authenticationLinkForAccount, .authenticationOfAccount, .certificate, .signature, .linkedSignature: true
        default: false
        }
    }
    /// What follows the route: whoever is meant, or the session.
    var needsRest: Bool { self != .authenticationLink && self != .certificateChoiceLink }
}
