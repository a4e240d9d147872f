import EIDJOSE
import EIDJSON
import EIDOpenIDConnectSimulator
import EIDSimulator

/// A small OpenID Provider with one person, whose client has its secret in `openid-connect.secret`.
enum ServedOpenIDConnect: ServedSimulator {
    static let name = "openid-connect"
    static let abstract = "Listen as a simulated OpenID Provider."
    static let port = 8486

    static func make(at address: String, _ broker: ServedBroker) throws -> any FaultySimulator {
        let secret = try broker.secret("openid-connect.secret") { Base64URL.encode(SecureRandom.bytes(32)) }
        var profile = OpenIDConnectProfile(
            issuer: address,
            clientID: "broker",
            redirectURI: broker.callback,
            proof: .secretBasic(secret)
        )
        profile.scopes = ["openid": [], "profile": ["given_name", "family_name", "birthdate"]]
        profile.person = ["given_name": "Robin", "family_name": "Vandevogel", "birthdate": "1990-02-28"]
        return try OpenIDConnectSimulator(profile: profile, clock: SimulatorClock(), seed: .random(in: 0...(.max)))
    }
}
