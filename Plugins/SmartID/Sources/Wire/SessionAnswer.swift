import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials

/// What Smart-ID answers to a beginning.
enum SessionAnswer {
    /// The session's name.
    static func id(_ answer: JSONValue) throws(MethodError) -> String {
        try plain(answer, "sessionID", 8...64)
    }

    /// What a device link is made of.
    static func link(
        _ answer: JSONValue,
        _ way: DeviceLink.Way,
        _ purpose: DeviceLink.Purpose,
        challenge: String = "",
        interactions: String = "",
        callback: String = "",
        receivedAt: Date
    ) throws(MethodError) -> DeviceLink {
        guard let secret = answer["sessionSecret"]?.string.flatMap({ Base64.decode($0) }),
            (16...256).contains(secret.count)
        else { throw MethodError(.untrusted, "Smart-ID's answer has no usable sessionSecret") }
        guard let base = answer["deviceLinkBase"]?.string, base.utf8.count <= 256, let url = URL(string: base),
            url.scheme == "https", let host = url.host, !host.isEmpty, url.query == nil, url.fragment == nil,
            url.user == nil
        else { throw MethodError(.untrusted, "Smart-ID's answer has no usable deviceLinkBase") }
        return DeviceLink(
            base: base,
            token: try plain(answer, "sessionToken", 4...128),
            secret: secret,
            way: way,
            purpose: purpose,
            challenge: challenge,
            interactions: interactions,
            callback: callback,
            receivedAt: receivedAt
        )
    }

    /// The digits to compare that Smart-ID chose.
    static func code(_ answer: JSONValue) throws(MethodError) -> String {
        guard answer["vc"]?["type"]?.string == "numeric4", let code = answer["vc"]?["value"]?.string,
            VerificationCode.isOne(code)
        else { throw MethodError(.untrusted, "Smart-ID's answer has no digits to compare") }
        return code
    }

    private static func plain(
        _ answer: JSONValue,
        _ name: String,
        _ lengths: ClosedRange<Int>
    ) throws(MethodError) -> String {
        guard let text = answer[name]?.string, lengths.contains(text.utf8.count), text.utf8.allSatisfy(\.isPlain) else {
            throw MethodError(.untrusted, "Smart-ID's answer has no usable \(name)")
        }
        return text
    }
}
