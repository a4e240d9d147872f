import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import EIDMethodTesting
import EIDOpenIDConnectSimulator
import Testing

/// Settings and an upstream that they fit, with the person whom both know.
struct Arrangement: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let settings: [String: SettingValue]
    let keys: MethodKeys
    let profile: OpenIDConnectProfile
    let person: BenchPerson
    var inapplicableFaults: [UpstreamFault: String] = [:]

    static let callback = "https://broker.example/callback/bench"

    /// The public halves of the keys, as the broker publishes them.
    static func published(_ keys: MethodKeys) -> JSON? {
        let halves = keys.all.compactMap { key in
            try? JWK(key)
        }
        return try? JWKSet(keys: halves).json()
    }
}
