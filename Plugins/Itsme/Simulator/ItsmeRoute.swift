/// Which path is which endpoint, on the current and on the legacy host.
enum ItsmeRoute {
    static let current = "/v2"
    static let legacy = "/clientsecret-oidc/csapi/v0.1"

    private static let paths: [String: (ItsmeEndpoint, ItsmeClient.Host)] = [
        current + "/.well-known/openid-configuration": (.discovery, .current),
        current + "/jwkSet": (.keySet, .current),
        current + "/authorization": (.authorization, .current),
        current + "/token": (.token, .current),
        current + "/userinfo": (.userInfo, .current),
        current + "/picture": (.picture, .current),
        legacy + "/.well-known/openid-configuration": (.discovery, .legacy),
        legacy + "/jwkSet": (.keySet, .legacy),
        legacy + "/connect/authorize": (.authorization, .legacy),
        legacy + "/connect/token": (.token, .legacy),
        legacy + "/connect/userinfo": (.userInfo, .legacy),
        legacy + "/connect/revoke": (.revoke, .legacy),
        legacy + "/picture": (.picture, .legacy),
    ]

    /// The endpoint at a path below the base.
    static func endpoint(at path: String) -> (ItsmeEndpoint, ItsmeClient.Host)? {
        if path.hasPrefix(ItsmeSimulatorConfiguration.trustPath + "/") { return (.trust, .current) }
        return SigningRoute.paths[path].map { ($0, .current) } ?? paths[path]
    }

    /// The path of an endpoint of a host below the base.
    static func path(of endpoint: ItsmeEndpoint, _ host: ItsmeClient.Host) -> String {
        paths.first { $0.value == (endpoint, host) }?.key ?? ""
    }
}
