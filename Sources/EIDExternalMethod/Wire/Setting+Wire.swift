import EIDJSON
import EIDMethod

extension Setting {
    /// The description of a setting, in a version of the protocol.
    func wire(_ version: Int64) -> JSON {
        .present([
            ("key", .string(key)), ("kind", kind.wire(version)), ("required", .boolean(isRequired)),
            ("default", defaultValue?.wire), ("summary", .string(summary)),
        ])
    }

    init(wire json: JSONValue, _ version: Int64) throws(JSONError) {
        try json.requireOnly(["key", "kind", "required", "default", "summary"])
        let key = try json.requireText("key", upTo: WireLimit.settingKey.most)
        let summary = try json.requireText("summary", upTo: WireLimit.settingSummary.most)
        let kind = try Kind(wire: try json.requireObject("kind"), version)
        guard !key.isEmpty, !summary.isEmpty else {
            throw JSONError(.outOfRange, at: json.path, "has an empty key or summary")
        }
        if try json.requireBoolean("required") {
            self = .required(key, kind, summary)
        } else {
            let value = try json["default"].map { value throws(JSONError) in try SettingValue(wire: value, as: kind) }
            self = .optional(key, kind, default: value, summary)
        }
    }
}

extension Setting.Kind {
    /// `{ "type": WORD }` with what the word needs.
    func wire(_ version: Int64) -> JSON {
        switch self {
        case .text: ["type": "text"]
        case .url: ["type": "url"]
        case .integer(let range):
            [
                "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
                "maximum": .integer(Int64(range.upperBound)),
            ]
        case .boolean: ["type": "boolean"]
        case .choice(let words): ["type": "choice", "words": .strings(words)]
        case .secret: ["type": "secret"]
        case .file(let limit): ["type": "file", "maximumBytes": .integer(Int64(limit))]
        case .keySet(let limit):
            // Before there was a word for it, key sets were files and could not be written out.
            [
                "type": version < ExternalProtocol.keySets ? "file" : "keySet",
                "maximumBytes": .integer(Int64(limit)),
            ]
        case .list(let kind): ["type": "list", "of": kind.wire(version)]
        case .section(let settings): ["type": "section", "settings": .array(settings.map { $0.wire(version) })]
        case .map(let kind): ["type": "map", "of": kind.wire(version)]
        }
    }

    init(wire json: JSONValue, _ version: Int64) throws(JSONError) {
        let type = try json.requireString("type")
        switch type {
        case "integer": try json.requireOnly(["type", "minimum", "maximum"])
        case "choice": try json.requireOnly(["type", "words"])
        case "file", "keySet": try json.requireOnly(["type", "maximumBytes"])
        case "list", "map": try json.requireOnly(["type", "of"])
        case "section": try json.requireOnly(["type", "settings"])
        default: try json.requireOnly(["type"])
        }
        switch type {
        case "text": self = .text
        case "url": self = .url
        case "boolean": self = .boolean
        case "secret": self = .secret
        case "choice": self = .choice(try json.requireStrings("words"))
        case "integer":
            let (low, high) = (try json.requireInteger("minimum"), try json.requireInteger("maximum"))
            guard low <= high else { throw JSONError(.outOfRange, at: json.path, "has no number") }
            self = .integer(Int(low)...Int(high))
        case "keySet" where version < ExternalProtocol.keySets:
            throw JSONError(.outOfRange, at: json.path, "is a kind of version \(ExternalProtocol.keySets)")
        case "file", "keySet":
            let limit = try json.requireInteger("maximumBytes")
            guard (1...Int64(WireLimit.settingFile.most)).contains(limit) else {
                throw JSONError(.outOfRange, at: json.path, "must be at most 256 KiB")
            }
            self = type == "file" ? .file(maximumBytes: Int(limit)) : .keySet(maximumBytes: Int(limit))
        case "list": self = .list(try Self(wire: try json.requireObject("of"), version))
        case "map": self = .map(try Self(wire: try json.requireObject("of"), version))
        case "section": self = .section(try [Setting](wire: json, "settings", version))
        default: throw JSONError(.outOfRange, at: json.path, "is not a kind of setting")
        }
    }
}

extension [Setting] {
    /// The descriptions of a section, each key once.
    init(wire json: JSONValue, _ name: String, _ version: Int64) throws(JSONError) {
        let settings = try json.requireEach(name, upTo: WireLimit.settings.most) { setting throws(JSONError) in
            try Setting(wire: setting, version)
        }
        guard Set(settings.map(\.key)).count == settings.count else {
            throw JSONError(.outOfRange, at: json.path(to: name), "describes a key twice")
        }
        self = settings
    }
}
