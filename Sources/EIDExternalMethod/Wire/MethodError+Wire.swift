import EIDJSON
import EIDMethod

extension MethodError {
    /// `{ "code": …, "detail": … }`; what lies below stays where it is, in the detail.
    var wire: JSON {
        let detail = underlying.map { "\(self.detail) (\($0))" } ?? self.detail
        return ["code": .string(code.description), "detail": .string(String(detail.prefix(500)))]
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["code", "detail"])
        let word = try json.requireString("code")
        guard let code = Code.all.first(where: { $0.description.sameBytes(as: word) }) else {
            throw JSONError(.outOfRange, at: json.path(to: "code"), "is not a code of the protocol")
        }
        self.init(code, String(try json.requireString("detail").prefix(500)))
    }
}

extension ConfigurationIssue {
    /// `{ "path": …, "message": … }`.
    var wire: JSON { ["path": .string(path), "message": .string(message)] }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["path", "message"])
        self.init(try json.requireText("path", upTo: 500), try json.requireText("message", upTo: 500))
    }
}
