import EIDJSON
import EIDMethod

extension KeyringEntry {
    /// `{ "id": kid, "use": "signing", "publicKey": { JWK } }`.
    var wire: JSON? {
        guard let key = try? JSONValue.parse(publicKey) else { return nil }
        return ["id": .string(id), "use": .string(use.rawValue), "publicKey": JSON(key)]
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
