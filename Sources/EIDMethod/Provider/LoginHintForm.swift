/// How a client's `login_hint` looks where it can only mean a person of one method, such as `PNOEE-` and eleven digits.
///
/// A row of parts that the whole hint consists of, byte by byte. Nothing in a form repeats but the characters of one part, so
/// that a form which comes from elsewhere is compared with whatever a client sends in time that grows with their lengths only.
public struct LoginHintForm: Sendable, Hashable {
    /// A piece of a hint.
    public enum Part: Sendable, Hashable {
        /// Exactly this text.
        case text(String)
        /// So many of these characters, in any order; of ASCII alone.
        case any(of: String, ClosedRange<Int>)
    }

    /// The digits.
    public static let digits = "0123456789"
    /// The letters of ASCII, small and capital.
    public static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    /// The shortest text, in bytes, by which a form is told from others.
    private static let tellingText = 3
    /// The most characters that a part of a form without such a text may choose from.
    private static let narrowSet = 16
    /// The longest hint that is compared, in bytes; no longer one means anybody.
    public static let longestHint = 256

    /// The parts, in order.
    public let parts: [Part]

    /// Makes a form.
    public init(_ parts: [Part]) { self.parts = parts }

    /// Makes a form, such as `LoginHintForm(.text("PNOEE-"), .any(of: LoginHintForm.digits, 11...11))`.
    public init(_ parts: Part...) { self.parts = parts }

    /// Whether the form leaves other methods' people alone: it begins or ends with a text of at least three bytes, or has
    /// nothing but parts of one length out of at most 16 characters, such as eleven digits.
    ///
    /// Whoever claimed hints of any form would get those that name others' people.
    public var isTelling: Bool {
        if [parts.first, parts.last].contains(where: { Self.isTelling($0) }) { return true }
        return parts.allSatisfy { part in
            guard case .any(let characters, let count) = part else { return true }
            return count.lowerBound == count.upperBound && Set(characters.utf8).count <= Self.narrowSet
        }
    }

    private static func isTelling(_ part: Part?) -> Bool {
        if case .text(let text)? = part { text.utf8.count >= tellingText } else { false }
    }

    /// Whether a hint has this form.
    public func matches(_ hint: String) -> Bool {
        let bytes = Array(hint.utf8)
        guard !bytes.isEmpty, bytes.count <= Self.longestHint else { return false }
        // The places at which the next part may begin: each part moves them on, none looks back.
        var places = [Bool](repeating: false, count: bytes.count + 1)
        places[0] = true
        for part in parts { places = Self.ends(of: part, from: places, in: bytes) }
        return places.last ?? false
    }

    private static func ends(of part: Part, from places: [Bool], in bytes: [UInt8]) -> [Bool] {
        switch part {
        case .text(let text):
            let text = Array(text.utf8)
            return places.indices.map { end in
                let start = end - text.count
                return start >= 0 && places[start] && bytes[start..<end].elementsEqual(text)
            }
        case .any(let characters, let count):
            let allowed = Set(characters.utf8.filter { $0 < 0x80 })
            // How many places there are before each index, so that a range of them is one subtraction.
            var before = [0]
            for isPlace in places { before.append((before.last ?? 0) + (isPlace ? 1 : 0)) }
            var run = 0
            return places.indices.map { end in
                if end > 0 { run = allowed.contains(bytes[end - 1]) ? run + 1 : 0 }
                let (fewest, most) = (max(0, count.lowerBound), min(run, count.upperBound))
                guard fewest <= most else { return false }
                return before[end - fewest + 1] > before[end - most]
            }
        }
    }
}
