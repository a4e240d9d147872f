import EIDJSON

/// One message, whoever sends it: a call, one of the two answers to it, or a note that nobody answers.
enum WireMessage: Sendable {
    case call(String, id: Int64, JSONValue)
    case answer(id: Int64, JSONValue)
    case failure(id: Int64, JSONValue)
    case note(String, JSONValue)
    /// A call with a text that cannot be read.
    case unreadableCall(id: Int64)
    /// An answer with a text that cannot be read.
    case unreadableAnswer(id: Int64)

    /// Reads a message.
    ///
    /// A text that cannot be read spoils the one call that it belongs to: it comes from an upstream or a person, and whoever
    /// could end the method with it could end it for everybody. In reasons and in the log it does no harm.
    init(_ bytes: [UInt8]) throws(JSONError) {
        let json: JSONValue
        var isReadable = true
        do throws(JSONError) { json = try JSONValue.parse(bytes, limits: ExternalProtocol.json) } catch {
            guard let replaced = UnreadableText.replaced(in: bytes) else { throw error }
            json = try JSONValue.parse(replaced, limits: ExternalProtocol.json)
            isReadable = false
        }
        let content = try json.requireObject("with")
        if json["call"] != nil {
            try json.requireOnly(["call", "id", "with"])
            let (name, id) = (try json.requireString("call"), try json.requireInteger("id"))
            self = isReadable ? .call(name, id: id, content) : .unreadableCall(id: id)
        } else if json["answer"] != nil {
            try json.requireOnly(["answer", "with"])
            let id = try json.requireInteger("answer")
            self = isReadable ? .answer(id: id, content) : .unreadableAnswer(id: id)
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
