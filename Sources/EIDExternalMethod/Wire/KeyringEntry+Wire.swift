import EIDJOSE
import EIDJSON
import EIDMethod

extension KeyringEntry {
    /// `{ "id": kid, "use": "signing", "publicKey": { JWK } }`.
    var wire: JSON? {
        guard let key = try? JSONValue.parse(publicKey) else { return nil }
        return ["id": .string(id), "use": .string(use.rawValue), "publicKey": JSON(key)]
    }

    /// The key as a method's settings are checked with it, here where no private one is.
    var publicHalf: MethodKeys.Key? {
        guard let json = try? JSONValue.parse(publicKey), let pem = try? JWK(parsing: json).publicPEM() else {
            return nil
        }
        return MethodKeys.Key(id: id, use: use, pem: Secret(pem))
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["id", "use", "publicKey"])
        self.init(
            id: try json.requireString("id"),
            use: try json.requireWord("use"),
            publicKey: JSON(try json.requireObject("publicKey")).text
        )
    }
}
