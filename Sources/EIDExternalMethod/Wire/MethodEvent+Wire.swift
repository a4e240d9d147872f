import EIDJSON
import EIDMethod

extension FormField {
    /// `{ "name": …, "value": … }`.
    var wire: JSON { ["name": .string(name), "value": .string(value)] }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["name", "value"])
        self.init(name: try json.requireString("name"), value: try json.requireString("value"))
    }
}

extension MethodEvent {
    /// `{ "callback": [ field… ] }`, `{ "answered": text }` or `{ "polled": true }`; `nil` for one that the protocol lacks.
    var wire: JSON? {
        switch self {
        case .callback(let parameters):
            ["callback": .array(parameters.names.map { FormField(name: $0, value: parameters[$0] ?? "").wire })]
        case .answered(let answer): ["answered": .string(answer.text)]
        case .polled: ["polled": true]
        @unknown default: nil
        }
    }

    init(wire json: JSONValue) throws(JSONError) {
        let (name, value) = try json.requireChoice()
        switch name {
        case "callback":
            let fields = try json.requireEach("callback", upTo: 1000) { field throws(JSONError) in
                try FormField(wire: field)
            }
            guard let parameters = CallbackParameters(fields) else {
                throw JSONError(.outOfRange, at: value.path, "has a name twice")
            }
            self = .callback(parameters)
        case "answered": self = .answered(PromptAnswer(text: try json.requireString("answered")))
        case "polled" where value.boolean == true: self = .polled
        default: throw JSONError(.outOfRange, at: json.path, "is not an event of the protocol")
        }
    }
}
