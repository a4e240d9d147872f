import EIDJSON

/// The normalisers: each reads one JSON value into our form, answers `nil` for a value that says nothing, and throws for
/// one that cannot be read.
enum ItsmeReading {
    /// A text without white space around it; nothing left means nothing said.
    static func text(_ value: JSONValue) throws(ItsmeUnreadable) -> String? {
        guard let text = value.string else { throw .wrongType }
        return try line(text)
    }

    /// A truth value; texts such as `"true"` are not one.
    static func truth(_ value: JSONValue) throws(ItsmeUnreadable) -> Bool? {
        guard let truth = value.boolean else { throw .wrongType }
        return truth
    }

    /// Whitelisted members of an object as texts.
    static func record(
        _ value: JSONValue,
        _ members: [String]
    ) throws(ItsmeUnreadable) -> [String: String]? {
        guard value.kind == .object else { throw .wrongType }
        var record: [String: String] = [:]
        for name in members {
            guard let member = value[name] else { continue }
            if let text = member.string.flatMap({ try? line($0, atMost: 256) }) { record[name] = text }
            if let truth = member.boolean { record[name] = truth ? "true" : "false" }
            if let number = member.integer { record[name] = String(number) }
        }
        return record.isEmpty ? nil : record
    }

    /// Trims, and refuses control characters and what no document holds.
    static func line(_ text: String, atMost limit: Int = 1024) throws(ItsmeUnreadable) -> String? {
        let trimmed = Self.trimmed(text)
        guard trimmed.utf8.count <= limit else { throw .malformed }
        // Unicode's category Cc is these two ranges, now and for ever; looking it up per scalar is slow.
        for scalar in trimmed.unicodeScalars where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
            guard scalar == "\n" || scalar == "\r" || scalar == "\t" else { throw .malformed }
        }
        return trimmed.isEmpty ? nil : trimmed
    }

    /// The text with these separators removed and nothing but ASCII letters and digits left, in upper case.
    static func compact(
        _ text: String,
        without separators: String = " -./",
        length: ClosedRange<Int>
    ) throws(ItsmeUnreadable) -> String? {
        let kept = Array(text.unicodeScalars).filter { !separators.unicodeScalars.contains($0) }
        guard !kept.isEmpty else { return nil }
        guard length.contains(kept.count),
            kept.allSatisfy({ $0.isASCII && ($0.properties.isAlphabetic || isDigit($0)) })
        else { throw .malformed }
        return string(kept).uppercased()
    }

    /// Whether a scalar is one of the ten ASCII digits.
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// A text of these scalars.
    static func string(_ scalars: [Unicode.Scalar]) -> String { String(String.UnicodeScalarView(scalars)) }

    private static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
