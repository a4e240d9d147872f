import EIDBroker

extension ContentDisposition {
    /// Reads a field; `nil` where it is malformed, names a parameter twice or uses a charset other than UTF-8.
    init?(reading field: String) {
        var rest = field[...]
        guard let word = Self.token(&rest), let kind = Kind(rawValue: word.lowercased()) else { return nil }
        var values: [String: String] = [:]
        while !rest.trimmed.isEmpty {
            guard Self.skip(";", in: &rest), let parameter = Self.token(&rest)?.lowercased(), Self.skip("=", in: &rest),
                let value = parameter.hasSuffix("*") ? Self.extended(&rest) : Self.value(&rest),
                values.updateValue(value, forKey: parameter) == nil
            else { return nil }
        }
        // RFC 6266 §4.3: what can be told exactly goes first.
        let name = values["filename*"] ?? values["filename"]
        // A path is of no use to anybody else; only its last part is the name.
        self.init(kind: kind, name: name?.split { $0 == "/" || $0 == "\\" }.last.map(String.init))
    }

    private static func skip(_ character: Character, in rest: inout Substring) -> Bool {
        rest = rest.trimmed
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    private static func token(_ rest: inout Substring) -> Substring? {
        rest = rest.trimmed
        let word = rest.prefix { $0 != ";" && $0 != "=" && $0 != " " && $0 != "\t" && $0 != "\"" }
        rest = rest.dropFirst(word.count)
        return word.isToken ? word : nil
    }

    private static func value(_ rest: inout Substring) -> String? {
        guard skip("\"", in: &rest) else { return token(&rest).map(String.init) }
        var text = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return isPlain(text) ? text : nil
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped)
            default: text.append(character)
            }
        }
        return nil
    }

    /// `UTF-8'language'percent-encoded` (RFC 8187 §3.2).
    private static func extended(_ rest: inout Substring) -> String? {
        guard let parts = token(&rest)?.split(separator: "'", omittingEmptySubsequences: false), parts.count == 3,
            parts[0].lowercased() == "utf-8", !parts[2].contains("+"), !parts[2].contains("&"),
            let decoded = try? RequestParameters(decoding: "n=\(parts[2])")["n"]
        else { return nil }
        return isPlain(decoded) ? decoded : nil
    }

    private static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
