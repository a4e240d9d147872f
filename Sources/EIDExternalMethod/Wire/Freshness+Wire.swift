import EIDJSON
import EIDMethod

extension Freshness {
    /// `{ "maximumAge"?, "reauthenticates"? }`.
    var wire: JSON {
        .present([
            ("maximumAge", maximumAge.map { .integer(Int64($0)) }),
            ("reauthenticates", reauthenticates ? .boolean(true) : JSON?.none),
        ])
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["maximumAge", "reauthenticates"])
        var age: Int?
        if json["maximumAge"] != nil {
            let seconds = Int(clamping: try json.requireInteger("maximumAge"))
            guard seconds >= 0 else {
                throw JSONError(.outOfRange, at: json.path(to: "maximumAge"), "is no number of seconds")
            }
            age = seconds
        }
        self.init(maximumAge: age, reauthenticates: try json.optionalBoolean("reauthenticates") ?? false)
    }
}
