import EIDJSON
import EIDMethod

/// What a UserInfo answer turns out to be; media types are not reliable, so the content decides.
enum UserInfoAnswer {
    /// A token, by itself or as a JSON string.
    case token(String)
    /// A plain object.
    case object(JSONValue)

    init(_ body: [UInt8], limits: HTTPLimits) throws(MethodError) {
        let place = "the UserInfo endpoint"
        let content = Self.trimmed(body)
        switch content.first {
        case UInt8(ascii: "{"):
            self = .object(try UpstreamCall.object(Array(content), limits: limits, from: place))
        case UInt8(ascii: "\""):
            // A document is an object or an array, so the string is read as the only element of one.
            let list = [UInt8(ascii: "[")] + content + [UInt8(ascii: "]")]
            let parsed = try? JSONValue.parse(list, limits: JSONLimits(maximumBytes: limits.bodyBytes))
            guard let parsed, parsed.count == 1, let token = parsed[index: 0]?.string else {
                throw MethodError(.untrusted, "\(place) answers with something quoted that is no token")
            }
            self = .token(token)
        default:
            guard let token = String(validating: content, as: UTF8.self), !token.isEmpty else {
                throw MethodError(.untrusted, "\(place) answers with neither an object nor a token")
            }
            self = .token(token)
        }
    }

    private static func trimmed(_ body: [UInt8]) -> ArraySlice<UInt8> {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        var content = body.drop(while: isSpace)
        while let last = content.last, isSpace(last) { content.removeLast() }
        return content
    }
}
