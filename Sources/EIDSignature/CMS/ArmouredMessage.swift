import EIDJOSE

/// A message in the textual form of RFC 7468, as OpenSSL writes it: base64 between two lines.
enum ArmouredMessage {
    /// §9, and the older name of §8.
    private static let labels = ["CMS", "PKCS7"]
    /// The longest text: base64 of the largest message, with two characters more for every line of 64.
    private static let largest = SignedData.largest / 3 * 4 / 32 * 33 + 1024

    /// Whether a text begins as a message in this form does.
    static func begins(_ text: ArraySlice<UInt8>) -> Bool { label(text) != nil }

    private static func label(_ text: ArraySlice<UInt8>) -> String? {
        labels.first { label in
            let line = Array("-----BEGIN \(label)-----".utf8)
            return text.starts(with: line) && text.dropFirst(line.count).first.map(isBreak) ?? true
        }
    }

    /// The message itself; `nil` where a text has another form.
    ///
    /// Nothing but white space may stand around it: whatever did would seem to be signed.
    static func message(in text: ArraySlice<UInt8>) throws(SignatureError) -> [UInt8]? {
        guard let label = label(text) else { return nil }
        guard text.count <= largest else { throw SignatureError(.malformed, "the signed message is too large") }
        let malformed = SignatureError(.malformed, "the text around the signed message is not as it should be")
        let inner = text.dropFirst("-----BEGIN \(label)-----".utf8.count)
        guard let end = inner.firstIndex(of: UInt8(ascii: "-")), end > inner.startIndex, isBreak(inner[end - 1]) else {
            throw malformed
        }
        let line = Array("-----END \(label)-----".utf8)
        let behind = inner[end...].dropFirst(line.count)
        guard inner[end...].starts(with: line), behind.first.map(isBreak) ?? true, behind.allSatisfy(isSpace) else {
            throw malformed
        }
        var base64: [UInt8] = []
        base64.reserveCapacity(end - inner.startIndex)
        for byte in inner[..<end] where !isSpace(byte) { base64.append(byte) }
        guard let message = Base64.decode(String(decoding: base64, as: UTF8.self)) else { throw malformed }
        return message
    }

    private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private static func isSpace(_ byte: UInt8) -> Bool { isBreak(byte) || byte == 0x20 || byte == 0x09 }
}
