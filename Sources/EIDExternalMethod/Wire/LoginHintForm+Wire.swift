import EIDJSON
import EIDMethod

extension LoginHintForm {
    /// The parts, each `{ "text": … }` or `{ "any": characters, "atLeast": …, "atMost": … }`.
    var wire: JSON { .array(parts.map(\.wire)) }

    init(wire json: JSONValue) throws(JSONError) {
        guard let elements = json.elements else { throw JSONError(.wrongType, at: json.path, "must be an array") }
        guard (1...WireLimit.hintParts.most).contains(elements.count) else {
            throw JSONError(.outOfRange, at: json.path, "must have 1 to 16 parts")
        }
        var parts: [Part] = []
        for element in elements { parts.append(try Part(wire: element, upTo: WireLimit.hintPart.most)) }
        self.init(parts)
        guard isTelling else { throw JSONError(.outOfRange, at: json.path, Self.wide) }
    }

    private static let wide = """
        would match hints that name other methods' people: it must begin or end with a text of at least 3 bytes, or have \
        only parts of one length out of at most 16 characters
        """
}

extension LoginHintForm.Part {
    fileprivate var wire: JSON {
        switch self {
        case .text(let text): ["text": .string(text)]
        case .any(let characters, let count):
            [
                "any": .string(characters), "atLeast": .integer(Int64(count.lowerBound)),
                "atMost": .integer(Int64(count.upperBound)),
            ]
        }
    }

    fileprivate init(wire json: JSONValue, upTo limit: Int) throws(JSONError) {
        guard json["text"] == nil else {
            try json.requireOnly(["text"])
            self = .text(try json.requireText("text", upTo: limit))
            return
        }
        try json.requireOnly(["any", "atLeast", "atMost"])
        let characters = try json.requireText("any", upTo: limit)
        let (fewest, most) = (try json.requireInteger("atLeast"), try json.requireInteger("atMost"))
        guard characters.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), 0 <= fewest, fewest <= most,
            most <= WireLimit.hintCharacters.most
        else { throw JSONError(.outOfRange, at: json.path, "must be 0 to 256 characters of ASCII") }
        self = .any(of: characters, Int(fewest)...Int(most))
    }
}

extension [LoginHintForm] {
    /// The forms of a method.
    init(wire json: JSONValue, _ name: String) throws(JSONError) {
        self = try json.requireEach(name, upTo: WireLimit.hintForms.most) { form throws(JSONError) in
            try LoginHintForm(wire: form)
        }
    }
}
