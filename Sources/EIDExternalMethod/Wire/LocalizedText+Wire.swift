import EIDJSON
import EIDMethod

extension LocalizedText {
    /// `{ "nl": …, "fr": …, "de": …, "en": … }`.
    var wire: JSON { .object(Language.allCases.map { ($0.rawValue, .string(self[$0])) }) }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(Set(Language.allCases.map(\.rawValue)))
        self.init(
            nl: try json.requireText("nl", upTo: 1000),
            fr: try json.requireText("fr", upTo: 1000),
            de: try json.requireText("de", upTo: 1000),
            en: try json.requireText("en", upTo: 1000)
        )
    }
}
