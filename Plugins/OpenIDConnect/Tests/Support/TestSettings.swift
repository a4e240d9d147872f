import EIDJOSE
import EIDMethod

@testable import EIDOpenIDConnect

/// Settings as an operator writes them, and keys to go with them.
enum TestSettings {
    static let secretText = "plain-client-secret-0123456789abcdef"
    static let secret = SettingValue.secret(Secret(secretText))

    /// The least that works: a client with a secret.
    static let least: [String: SettingValue] = [
        "issuer": "https://op.example", "clientID": "broker", "clientAuthentication": "client_secret_basic",
        "clientSecret": secret,
    ]

    /// Keys that are made once for all tests.
    static let p256 = try? JWK.generate(.p256)
    static let rsa = try? JWK.generate(.rsa())

    static let signing = key("sig-1", .signing, p256)
    static let encryption = key("enc-1", .encryption, rsa)
    static let keys = MethodKeys([signing, encryption])

    static func key(_ id: String, _ use: MethodKeys.Key.Use, _ key: JWK?) -> MethodKeys.Key {
        MethodKeys.Key(id: id, use: use, pem: Secret((try? key?.privatePEM()) ?? ""))
    }

    /// The least, with other settings on top; `nil` takes one out.
    static func changed(_ changes: [String: SettingValue?]) -> [String: SettingValue] {
        var settings = least
        for (key, value) in changes { settings[key] = value }
        return settings
    }

    /// Every problem, as the broker finds them: those of each setting first, those across settings if there are none.
    static func issues(_ changes: [String: SettingValue?], keys: MethodKeys = MethodKeys()) -> [ConfigurationIssue] {
        let settings = SettingValue.section(changed(changes))
        let first = Setting.issues(in: settings, against: OpenIDConnectConfiguration.settings)
        guard first.isEmpty else { return first }
        return configuration(changes).issues(keys: keys)
    }

    static func configuration(_ changes: [String: SettingValue?]) -> OpenIDConnectConfiguration {
        OpenIDConnectConfiguration(
            reading: SettingsReader(.section(changed(changes)), describedBy: OpenIDConnectConfiguration.settings)
        )
    }
}
