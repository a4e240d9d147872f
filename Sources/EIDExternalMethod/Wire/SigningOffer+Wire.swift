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
        self.init(
            kind: try json.requireWord("kind"),
            maximumDigests: try json.requireInteger("maximumDigests", in: 1...Int64(WireLimit.digests.most)),
            isQualified: try json.requireBoolean("isQualified"),
            identifiesSigner: try json.requireBoolean("identifiesSigner"),
            needsSignerHint: try json.requireBoolean("needsSignerHint")
        )
    }
}
