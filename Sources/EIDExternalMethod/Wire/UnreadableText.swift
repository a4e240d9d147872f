/// What strict readers of JSON refuse in a text: bytes that are not UTF-8, and escapes of a NUL or half a character.
///
/// Most of it comes from an upstream, through a method that hands on what it got.
enum UnreadableText {
    /// The message with U+FFFD in its place, which tells whom it answers; `nil` where all can be read.
    static func replaced(in original: [UInt8]) -> [UInt8]? {
        let message = Array(String(decoding: original, as: UTF8.self).utf8)
        var result = message
        var isChanged = message != original
        var place = 0
        while place < message.count {
            guard message[place] == UInt8(ascii: "\\") else {
                place += 1
                continue
            }
            guard let unit = unit(message, at: place) else {
                place += 2
                continue
            }
            if (0xD800..<0xDC00).contains(unit), let low = Self.unit(message, at: place + length),
                (0xDC00..<0xE000).contains(low)
            {
                place += 2 * length
                continue
            }
            if unit == 0 || (0xD800..<0xE000).contains(unit) {
                result.replaceSubrange(place..<place + length, with: replacement)
                isChanged = true
            }
            place += length
        }
        return isChanged ? result : nil
    }

    private static let length = 6
    private static let replacement = Array(#"\uFFFD"#.utf8)

    /// The UTF-16 unit of an escape that begins here.
    private static func unit(_ message: [UInt8], at place: Int) -> UInt16? {
        guard place + length <= message.count, message[place] == UInt8(ascii: "\\"),
            message[place + 1] == UInt8(ascii: "u")
        else { return nil }
        let digits = message[place + 2..<place + length]
        // A sign would be read as part of the number.
        guard digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-") else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
