import EIDJSON
import EIDMethod

extension LocalizedText {
    /// `{ "nl": …, "fr": …, "de": …, "en": …, "sv": … }`; without Swedish, the English text stands for it.
    var wire: JSON { .object(Language.allCases.map { ($0.rawValue, .string(self[$0])) }) }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(Set(Language.allCases.map(\.rawValue)))
        let english = try json.requireText("en", upTo: 1000)
        self.init(
            nl: try json.requireText("nl", upTo: 1000),
            fr: try json.requireText("fr", upTo: 1000),
            de: try json.requireText("de", upTo: 1000),
            en: english,
            sv: json["sv"] == nil ? english : try json.requireText("sv", upTo: 1000)
        )
    }
}
