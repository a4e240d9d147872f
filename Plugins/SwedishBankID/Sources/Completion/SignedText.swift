import EIDJOSE
import EIDMethod

/// What a person signed, as the XML of BankID's signature holds it.
///
/// Finds elements by their bytes, without an XML parser: what is not written the way BankID writes it is refused, never
/// guessed. It does not verify the signature (README, "Claims and assurance").
struct SignedText: Sendable {
    private let bytes: [UInt8]

    /// Decodes a signature.
    init(base64 text: String) throws(MethodError) {
        guard let bytes = Base64.decode(text), String(validating: bytes, as: UTF8.self) != nil else {
            throw MethodError(.untrusted, "the signature is no text in base64")
        }
        // In a comment or CDATA a text could stand that nobody signed as such.
        guard Self.range(of: "<!", in: bytes[...]) == nil else {
            throw MethodError(.untrusted, "the signature holds XML that BankID does not write")
        }
        self.bytes = bytes
    }

    /// The text of the only element with a name.
    func content(of name: String) throws(MethodError) -> String? {
        var found: String?
        var rest = bytes[...]
        while let start = Self.range(of: "<\(name)", in: rest) {
            rest = rest[start.upperBound...]
            guard let next = rest.first, next == UInt8(ascii: ">") || next == UInt8(ascii: " ") else { continue }
            guard found == nil, let open = rest.firstIndex(of: UInt8(ascii: ">")),
                let close = Self.range(of: "</\(name)>", in: rest[open...])
            else { throw MethodError(.untrusted, "the signature holds its data in a way that BankID does not write") }
            let content = rest[(open + 1)..<close.lowerBound]
            guard !content.contains(UInt8(ascii: "<")), !content.contains(UInt8(ascii: "&")) else {
                throw MethodError(.untrusted, "the signature holds elements where BankID writes text")
            }
            found = String(decoding: content.filter { !Self.isSpace($0) }, as: UTF8.self)
            rest = rest[close.upperBound...]
        }
        return found
    }

    private static func range(of text: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        let pattern = Array(text.utf8)
        guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
        var start = bytes.startIndex
        while start <= bytes.endIndex - pattern.count {
            guard let place = bytes[start...].firstIndex(of: first), place <= bytes.endIndex - pattern.count else {
                return nil
            }
            if bytes[place..<(place + pattern.count)].elementsEqual(pattern) { return place..<(place + pattern.count) }
            start = place + 1
        }
        return nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
