import EIDJOSE
import EIDJSON
package import EIDMethod

extension KeyringEntry {
    /// The key as a method's settings are checked with it.
    package var publicHalf: MethodKeys.Key? {
        guard let json = try? JSONValue.parse(publicKey), let pem = try? JWK(parsing: json).publicPEM() else {
            return nil
        }
        return MethodKeys.Key(id: id, use: use, pem: Secret(pem))
    }
}
