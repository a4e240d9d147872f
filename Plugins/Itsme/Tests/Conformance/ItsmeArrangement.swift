import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC

/// One way in which a partner can be registered at itsme and ask for claims; together they cover every setting.
enum ItsmeArrangement: String, CaseIterable, Sendable {
    /// Key pair, RSA-OAEP-256 with A128CBC-HS256, claims in the ID token.
    case keyPair
    /// Key pair, RSA-OAEP with A256GCM, claims at UserInfo, request objects.
    case keyPairWithRequestObjects
    /// Secret, HS256, `dir` with A256GCM, scopes.
    case secretByScopes
    /// Secret, RS256, the host for clients from before 2025.
    case secretOnLegacyHost
    /// Secret, RS256, claims in the ID token, request objects.
    case secretWithRequestObjects

    /// The partner code.
    static let clientID = "BrkTest01x"
    /// The simulated itsme; it is never reached through a socket.
    static let baseURL = "https://itsme.example"

    var usesSecret: Bool { self != .keyPair && self != .keyPairWithRequestObjects }
    var usesKeys: Bool { !usesSecret || self == .secretWithRequestObjects }
    var usesUserInfo: Bool { self == .keyPairWithRequestObjects || self == .secretByScopes }

    /// What the operator writes.
    var settings: [String: SettingValue] {
        let common: [String: SettingValue] = [
            "environment": "custom", "issuer": .text("\(Self.baseURL)/v2"), "clientID": .text(Self.clientID),
            "serviceCodes": ["verification": "BRK_IDENT", "authentication": "BRK_LOGIN"],
        ]
        let secret: [String: SettingValue] = [
            "clientAuthentication": "client_secret_post", "clientSecret": .secret(Secret(ItsmeSettings.secretText)),
        ]
        let own: [String: SettingValue] =
            switch self {
            case .keyPair: [:]
            case .keyPairWithRequestObjects:
                [
                    "requestClaimsIn": "userInfo", "requestObject": "signedAndEncrypted", "keyManagement": ["RSA-OAEP"],
                    "contentEncryption": ["A256GCM"],
                ]
            case .secretByScopes: ["requestClaimsIn": "scopes", "idTokenSigning": "HS256"]
            case .secretWithRequestObjects: ["requestObject": "signedAndEncrypted"]
            case .secretOnLegacyHost: ["issuer": .text("\(Self.baseURL)/clientsecret-oidc/csapi/v0.1")]
            }
        return common.merging(usesSecret ? secret : [:]) { $1 }.merging(own) { $1 }
    }

    /// What itsme knows about the partner.
    func client(redirectURI: String) throws -> ItsmeClient {
        ItsmeClient(
            id: Self.clientID,
            name: "Broker under test",
            authentication: usesSecret ? .secret(ItsmeSettings.secretText) : .keys(try Self.keySet()),
            host: self == .secretOnLegacyHost ? .legacy : .current,
            requiresPKCE: true,
            signingAlgorithm: self == .secretByScopes ? "HS256" : "RS256",
            keyManagementAlgorithm: self == .keyPairWithRequestObjects ? "RSA-OAEP" : "RSA-OAEP-256",
            contentEncryption: self == .keyPairWithRequestObjects ? "A256GCM" : "A128CBC-HS256",
            requestObjectKeys: self == .secretWithRequestObjects ? try Self.keySet() : nil,
            services: [
                ItsmeService(code: "BRK_IDENT", kind: .identification, redirectURIs: [redirectURI]),
                ItsmeService(code: "BRK_LOGIN", kind: .authentication, redirectURIs: [redirectURI]),
            ]
        )
    }

    /// The public halves of the keys, as the broker publishes them.
    private static func keySet() throws -> JSON {
        try JWKSet(
            keys: ItsmeSettings.keys.all.map { key in
                try JWK(key)
            }
        ).json()
    }
}
