import EIDJSON

/// One message, whoever sends it: a call, one of the two answers to it, or a note that nobody answers.
enum WireMessage: Sendable {
    case call(String, id: Int64, JSONValue)
    case answer(id: Int64, JSONValue)
    case failure(id: Int64, JSONValue)
    case note(String, JSONValue)

    /// Reads a message.
    init(_ bytes: [UInt8]) throws(JSONError) {
        let json = try JSONValue.parse(bytes, limits: ExternalProtocol.json)
        let content = try json.requireObject("with")
        if json["call"] != nil {
            try json.requireOnly(["call", "id", "with"])
            self = .call(try json.requireString("call"), id: try json.requireInteger("id"), content)
        } else if json["answer"] != nil {
            try json.requireOnly(["answer", "with"])
            self = .answer(id: try json.requireInteger("answer"), content)
        } else if json["failure"] != nil {
            try json.requireOnly(["failure", "with"])
            self = .failure(id: try json.requireInteger("failure"), content)
        } else {
            try json.requireOnly(["note", "with"])
            self = .note(try json.requireString("note"), content)
        }
    }

    static func call(_ name: String, id: Int64, _ content: JSON) -> [UInt8] {
        bytes([("call", .string(name)), ("id", .integer(id)), ("with", content)])
    }

    static func answer(id: Int64, _ content: JSON) -> [UInt8] { bytes([("answer", .integer(id)), ("with", content)]) }

    static func failure(id: Int64, _ content: JSON) -> [UInt8] {
        bytes([("failure", .integer(id)), ("with", content)])
    }

    static func note(_ name: String, _ content: JSON) -> [UInt8] {
        bytes([("note", .string(name)), ("with", content)])
    }

    private static func bytes(_ members: [(name: String, value: JSON)]) -> [UInt8] { JSON.object(members).serialized() }
}
