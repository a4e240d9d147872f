/// Something in front of a value that is taken off; `?` stands for any one letter from A to Z, so that `??/??/` is what an
/// eIDAS identifier begins with.
struct ValuePrefix: Sendable, Hashable {
    let text: String

    /// What stands behind the prefix; `nil` without the prefix, or with nothing behind it.
    func rest(of value: String) -> String? {
        let prefix = Array(text.utf8)
        let bytes = Array(value.utf8)
        guard bytes.count > prefix.count else { return nil }
        for (expected, found) in zip(prefix, bytes) {
            let isLetter = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(found)
            guard expected == found || expected == UInt8(ascii: "?") && isLetter else { return nil }
        }
        return String(validating: bytes[prefix.count...], as: UTF8.self)
    }
}
