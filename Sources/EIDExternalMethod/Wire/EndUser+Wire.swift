import EIDJSON
import EIDMethod

extension EndUser {
    /// `{ "address", "userAgent"? }`.
    var wire: JSON { .present([("address", .string(address)), ("userAgent", userAgent.wire)]) }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["address", "userAgent"])
        self.init(address: try json.requireString("address"), userAgent: try json.optionalString("userAgent"))
    }
}
