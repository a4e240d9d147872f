import EIDJOSE

/// A message in the textual form of RFC 7468, as OpenSSL writes it: base64 between two lines.
enum ArmouredMessage {
    /// §9, and the older name of §8.
    private static let labels = ["CMS", "PKCS7"]

    /// The message itself; `nil` where a file has another form.
    ///
    /// Nothing but white space may stand around it: whatever did would seem to be signed.
    static func message(in file: [UInt8]) throws(SignatureError) -> [UInt8]? {
        guard file.starts(with: Array("-----BEGIN ".utf8)) else { return nil }
        let lines = file.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { line in
            String(decoding: line, as: UTF8.self)
        }
        guard let first = lines.first, let label = labels.first(where: { first == "-----BEGIN \($0)-----" }) else {
            return nil
        }
        let inner = lines.dropFirst().prefix { !$0.hasPrefix("-") }
        let rest = lines.dropFirst(1 + inner.count)
        let text = inner.joined().filter { $0 != " " && $0 != "\t" }
        guard rest.first == "-----END \(label)-----",
            rest.dropFirst().allSatisfy({ $0.allSatisfy { $0 == " " || $0 == "\t" } }),
            let message = Base64.decode(text)
        else { throw SignatureError(.malformed, "the text around the signed message is not as it should be") }
        return message
    }
}
