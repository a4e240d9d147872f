import EIDJSON
import EIDMethod

extension MethodError {
    /// `{ "code": …, "detail": … }`; what lies below stays where it is, in the detail.
    var wire: JSON {
        let detail = underlying.map { "\(self.detail) (\($0))" } ?? self.detail
        return [
            "code": .string(code.description), "detail": .string(String(detail.prefix(WireLimit.failureDetail.most))),
        ]
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["code", "detail"])
        let word = try json.requireString("code")
        guard let code = Code.all.first(where: { $0.description.sameBytes(as: word) }) else {
            throw JSONError(.outOfRange, at: json.path(to: "code"), "is not a code of the protocol")
        }
        self.init(code, String(try json.requireString("detail").prefix(WireLimit.failureDetail.most)))
    }
}

extension ConfigurationIssue {
    /// `{ "path": …, "message": … }`.
    var wire: JSON { ["path": .string(path), "message": .string(message)] }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["path", "message"])
        let limit = WireLimit.issueText.most
        self.init(try json.requireText("path", upTo: limit), try json.requireText("message", upTo: limit))
    }
}
