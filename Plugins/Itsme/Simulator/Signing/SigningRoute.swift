/// Which path is which endpoint of the two signing interfaces.
enum SigningRoute {
    static let csc = "/csc/v1"
    static let oasis = "/qes-partners/1.0.0"

    /// The methods of CSC that itsme has, as `info` lists them.
    static let methods = [
        "info", "auth/revoke", "oauth2/authorize", "oauth2/token", "credentials/list", "credentials/info",
        "signatures/signHash",
    ]

    /// The methods of CSC 1.0.4 that itsme lacks (itsme-protocol §18).
    private static let unsupported: Set<String> = [
        "auth/login", "credentials/authorize", "credentials/extendTransaction", "credentials/sendOTP",
        "signatures/timestamp",
    ]

    static let paths: [String: ItsmeEndpoint] = [
        csc + "/info": .cscInfo,
        csc + "/oauth2/authorize": .cscAuthorize,
        csc + "/oauth2/token": .cscToken,
        csc + "/credentials/list": .cscList,
        csc + "/credentials/info": .cscCredential,
        csc + "/signatures/signHash": .cscSign,
        // The example writes it so.
        csc + "/signatures/signhash": .cscSign,
        csc + "/auth/revoke": .cscRevoke,
        oasis + "/.well-known/configuration": .oasisConfiguration,
        oasis + "/user_identification": .oasisIdentification,
        oasis + "/user_identification/status": .oasisStatus,
        oasis + "/sign_document": .oasisSign,
    ]

    /// In the schema of the OASIS API, but nobody documents what it answers (itsme-protocol §19).
    static let verification = oasis + "/verify_document"

    /// Whether a path is a method of CSC that itsme lacks.
    static func isUnsupported(_ path: String) -> Bool {
        path.hasPrefix(csc + "/") && unsupported.contains(String(path.dropFirst(csc.utf8.count + 1)))
    }
}
