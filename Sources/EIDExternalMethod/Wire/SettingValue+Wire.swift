import EIDJOSE
import EIDJSON
import EIDMethod

extension SettingValue {
    /// The value; a secret as its text and a file as base64, since the description tells them from texts.
    var wire: JSON {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .integer(Int64(number))
        case .boolean(let truth): .boolean(truth)
        case .list(let values): .array(values.map(\.wire))
        case .section(let section): .object(section.sorted { $0.key < $1.key }.map { ($0.key, $0.value.wire) })
        case .secret(let secret): .string(secret.reveal())
        case .file(let bytes): .bytes(bytes)
        }
    }

    /// Reads a value that the description of a setting says the kind of.
    init(wire json: JSONValue, as kind: Setting.Kind) throws(JSONError) {
        switch kind {
        case .text, .url, .choice: self = .text(try json.expect(json.string))
        case .integer: self = .integer(Int(try json.expect(json.integer)))
        case .boolean: self = .boolean(try json.expect(json.boolean))
        case .secret: self = .secret(Secret(try json.expect(json.string)))
        case .file, .keySet: self = .file(try json.expect(json.string.flatMap { Base64.decode($0) }))
        case .list(let kind):
            var values: [SettingValue] = []
            for value in try json.expect(json.elements) { values.append(try SettingValue(wire: value, as: kind)) }
            self = .list(values)
        case .section(let settings):
            var section: [String: SettingValue] = [:]
            for (key, value) in try json.expect(json.members) {
                let setting = try value.expect(settings.first { $0.key == key })
                section[key] = try SettingValue(wire: value, as: setting.kind)
            }
            self = .section(section)
        case .map(let kind):
            var section: [String: SettingValue] = [:]
            for (key, value) in try json.expect(json.members) { section[key] = try SettingValue(wire: value, as: kind) }
            self = .section(section)
        }
    }
}

extension JSONValue {
    fileprivate func expect<Value>(_ value: Value?) throws(JSONError) -> Value {
        guard let value else { throw JSONError(.wrongType, at: path, "is not what the setting is") }
        return value
    }
}
