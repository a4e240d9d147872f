import EIDJSON
import EIDMethod

extension LocalizedText {
    /// `{ "nl": …, "fr": …, "de": …, "en": …, "sv": … }`; without Swedish, the English text stands for it.
    var wire: JSON { .object(Language.allCases.map { ($0.rawValue, .string(self[$0])) }) }

    /// A text of the broker's, which may be as long as a message.
    init(unbounded json: JSONValue) throws(JSONError) { try self.init(wire: json, upTo: WireLimit.message.most) }

    init(wire json: JSONValue, upTo limit: Int = WireLimit.localizedText.most) throws(JSONError) {
        try json.requireOnly(Set(Language.allCases.map(\.rawValue)))
        let english = try json.requireText("en", upTo: limit)
        self.init(
            nl: try json.requireText("nl", upTo: limit),
            fr: try json.requireText("fr", upTo: limit),
            de: try json.requireText("de", upTo: limit),
            en: english,
            sv: json["sv"] == nil ? english : try json.requireText("sv", upTo: limit)
        )
    }
}
