import EIDJOSE
import EIDJSON
import EIDMethod

/// JSON Schema (2020-12) of settings, for editors and validators.
enum JSONSchema {
    /// The schema of a section.
    static func section(_ settings: [Setting]) -> JSON {
        let required = settings.filter(\.isRequired).map(\.key)
        var schema: JSON = [
            "type": "object",
            "additionalProperties": false,
            "properties": .object(settings.map { (name: $0.key, value: property($0)) }),
        ]
        if !required.isEmpty { schema["required"] = .strings(required) }
        return schema
    }

    /// The schema of one setting's value, with its documentation.
    static func property(_ setting: Setting) -> JSON {
        var schema = value(setting.kind)
        schema["description"] = .string(setting.summary)
        if let value = setting.defaultValue.flatMap(json) { schema["default"] = value }
        return schema
    }

    /// The schema of a value.
    static func value(_ kind: Setting.Kind) -> JSON {
        switch kind {
        // A text that looks like a number may stand without quotes; the settings reader takes it as written.
        case .text: ["type": ["string", "number"], "minLength": 1]
        case .url: ["type": "string", "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]+"]
        case .integer(let range):
            [
                "type": "integer", "minimum": .integer(Int64(range.lowerBound)),
                "maximum": .integer(Int64(range.upperBound)),
            ]
        case .boolean: ["type": "boolean"]
        case .choice(let words): ["enum": .strings(words)]
        case .secret: ["$ref": "#/$defs/secret"]
        case .file: file
        case .keySet: keySet
        case .list(let kind): ["type": "array", "items": value(kind)]
        case .section(let settings): section(settings)
        case .map(let kind): ["type": "object", "additionalProperties": value(kind)]
        }
    }

    /// A secret is named, never written.
    static let secret: JSON = [
        "description": "A secret is named, never written in this file.",
        "type": "object",
        "oneOf": [named("file", "A file, seen from the settings file."), named("environment", "A variable.")],
    ]

    /// A file that is no secret.
    private static var file: JSON {
        var schema = named("file", "A file, seen from the settings file.")
        schema["type"] = "object"
        return schema
    }

    /// Public keys: a file that has them, or the set itself.
    private static var keySet: JSON {
        let secrets = JWK.privateMembers.sorted()
        let key: JSON = [
            "description": "A public key (RFC 7517).", "type": "object", "required": ["kty"],
            "propertyNames": ["not": ["enum": .strings(secrets)]],
        ]
        let set: JSON = [
            "required": ["keys"],
            "properties": ["file": false, "keys": ["type": "array", "minItems": 1, "items": key]],
        ]
        return ["type": "object", "oneOf": [named("file", "A file, seen from the settings file."), set]]
    }

    private static func named(_ key: String, _ summary: String) -> JSON {
        var properties: JSON = [:]
        properties[key] = ["type": "string", "minLength": 1, "description": .string(summary)]
        return ["required": [.string(key)], "properties": properties, "additionalProperties": false]
    }

    private static func json(_ value: SettingValue) -> JSON? {
        switch value {
        case .text(let text): .string(text)
        case .integer(let number): .integer(Int64(number))
        case .boolean(let truth): .boolean(truth)
        case .list(let values): .array(values.compactMap(json))
        case .section(let section):
            .object(section.sorted { $0.key < $1.key }.compactMap { key, value in json(value).map { (key, $0) } })
        case .secret, .file: nil
        }
    }
}
