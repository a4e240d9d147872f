/// The routes below the base address.
public enum SmartIDRoute: String, Sendable, CaseIterable {
    case authenticationLink = "authentication/device-link/anonymous"
    case authentication = "authentication/notification/etsi"
    case certificateChoiceLink = "signature/certificate-choice/device-link/anonymous"
    case certificateChoice = "signature/certificate-choice/notification/etsi"
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

    var isLink: Bool { self == .authenticationLink || self == .certificateChoiceLink }
    var isAuthentication: Bool { self == .authenticationLink || self == .authentication }
    var isChoice: Bool { self == .certificateChoiceLink || self == .certificateChoice }
    var isSignature: Bool { self == .signature || self == .linkedSignature }
    /// What follows the route.
    var needsRest: Bool { !isLink }
}
