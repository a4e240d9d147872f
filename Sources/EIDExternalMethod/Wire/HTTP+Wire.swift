import EIDJSON
import EIDMethod
import FoundationEssentials

extension HTTPRequest {
    /// The request as a method sends it.
    var wire: JSON {
        [
            "verb": .string(verb.rawValue), "url": .string(url.absoluteString),
            "headers": .array(headers.map { ["name": .string($0.name), "value": .string($0.value)] }),
            "body": .bytes(body), "time": .integer(limits.time.milliseconds),
            "bodyBytes": .integer(Int64(limits.bodyBytes)), "provesItself": .boolean(provesItself),
        ]
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["verb", "url", "headers", "body", "time", "bodyBytes", "provesItself"])
        let url = try json.requireURL("url")
        let (time, bytes) = (try json.requireInteger("time"), try json.requireInteger("bodyBytes"))
        guard time > 0, bytes >= 0 else { throw JSONError(.outOfRange, at: json.path, "has no room for an answer") }
        self.init(
            try json.requireWord("verb"),
            url,
            headers: try json.requireHeaders(),
            body: try json.requireBytes("body", upTo: WireLimit.httpBody.most),
            limits: HTTPLimits(
                time: .milliseconds(min(time, Int64(WireLimit.httpTime.most))),
                bodyBytes: Int(min(bytes, Int64(WireLimit.httpBody.most)))
            ),
            provesItself: try json.optionalBoolean("provesItself") ?? false
        )
    }
}

extension HTTPResponse {
    /// The answer as the broker sends it.
    var wire: JSON {
        [
            "status": .integer(Int64(status)),
            "headers": .array(headers.map { ["name": .string($0.name), "value": .string($0.value)] }),
            "body": .bytes(body),
        ]
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["status", "headers", "body"])
        self.init(
            status: try json.requireInteger("status", in: 100...999),
            headers: try json.requireHeaders(),
            body: try json.requireBytes("body", upTo: ExternalProtocol.bodyBytes)
        )
    }
}

extension HTTPFailure {
    /// `{ "code": …, "detail": … }`, in the words of every version: that the broker had no connection free is no matter of a method's.
    var wire: JSON {
        let word = code == .noConnectionFree ? Code.timedOut : code
        return ["code": .string(word.rawValue), "detail": .string(String(detail.prefix(WireLimit.failureDetail.most)))]
    }

    init(wire json: JSONValue) throws(JSONError) {
        try json.requireOnly(["code", "detail"])
        self.init(try json.requireWord("code"), try json.requireString("detail"))
    }
}

extension JSONValue {
    fileprivate func requireHeaders() throws(JSONError) -> [(name: String, value: String)] {
        try requireEach("headers", upTo: WireLimit.httpHeaders.most) { header throws(JSONError) in
            let field = try FormField(wire: header)
            return (field.name, field.value)
        }
    }
}
