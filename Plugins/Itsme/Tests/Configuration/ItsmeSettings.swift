import EIDJOSE
import EIDMethod

@testable import EIDItsme

/// Settings as an operator writes them, and keys to go with them.
enum ItsmeSettings {
    static let secretText = "demo-client-secret-0123456789abcdef"

    /// A client with a key pair.
    static let keyPair: [String: SettingValue] = [
        "environment": "e2e", "clientID": "BrkDemo01x",
        "serviceCodes": ["verification": "BRK_IDENT", "authentication": "BRK_LOGIN"],
    ]

    /// A client with a secret.
    static let secret: [String: SettingValue] = keyPair.merging(
        ["clientAuthentication": "client_secret_post", "clientSecret": .secret(Secret(secretText))],
        uniquingKeysWith: { $1 }
    )

    /// An RSA key that is made once for all tests.
    static let rsa: JWK? = try? JWK.generate(.rsa())
    /// A key of a kind that itsme does not take.
    static let p256: JWK? = try? JWK.generate(.p256)

    static let signing = key("sig-1", .signing, rsa)
    static let encryption = key("enc-1", .encryption, rsa)
    static let keys = MethodKeys([signing, encryption])

    static func key(_ id: String?, _ use: MethodKeys.Key.Use, _ key: JWK?) -> MethodKeys.Key {
        MethodKeys.Key(id: id, use: use, pem: Secret((try? key?.privatePEM()) ?? ""))
    }

    /// Settings with some changed; `nil` takes one out.
    static func changed(
        _ settings: [String: SettingValue],
        _ changes: [String: SettingValue?]
    ) -> ItsmeConfiguration {
        var settings = settings
        for (key, value) in changes { settings[key] = value }
        return ItsmeConfiguration(
            reading: SettingsReader(.section(settings), describedBy: ItsmeConfiguration.settings)
        )
    }
}
