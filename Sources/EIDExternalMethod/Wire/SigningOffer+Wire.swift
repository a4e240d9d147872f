import EIDJSON
import EIDMethod

extension SigningOffer {
    /// `{ "kind", "maximumDigests", "isQualified", "identifiesSigner", "needsSignerHint" }`.
    var wire: JSON {
        [
            "kind": .string(kind.rawValue), "maximumDigests": .integer(Int64(maximumDigests)),
            "isQualified": .boolean(isQualified), "identifiesSigner": .boolean(identifiesSigner),
            "needsSignerHint": .boolean(needsSignerHint),
        ]
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["kind", "maximumDigests", "isQualified", "identifiesSigner", "needsSignerHint"])
        let maximum = try json.requireInteger("maximumDigests")
        guard (1...Int64(SigningRequest.mostDigests)).contains(maximum) else {
            throw JSONError(.outOfRange, at: json.path(to: "maximumDigests"), "must be 1 to 1000")
        }
        self.init(
            kind: try json.requireWord("kind"),
            maximumDigests: Int(maximum),
            isQualified: try json.requireBoolean("isQualified"),
            identifiesSigner: try json.requireBoolean("identifiesSigner"),
            needsSignerHint: try json.requireBoolean("needsSignerHint")
        )
    }
}
