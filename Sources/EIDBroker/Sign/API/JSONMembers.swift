import EIDJOSE
import EIDJSON

/// Reads a JSON object of a client strictly: what is not understood is refused by its path, never ignored.
struct JSONMembers {
    private let value: JSONValue
    private let path: String

    /// Takes an object whose members all are among the known ones.
    init(_ value: JSONValue, path: String, known: Set<String>) throws(SigningRefusal) {
        guard let members = value.members else {
            throw .invalid(path.isEmpty ? "The body" : path, "must be an object.")
        }
        self.value = value
        self.path = path
        for (name, _) in members where !known.contains(where: { $0.sameBytes(as: name) }) {
            // Names are the client's own text: nothing but harmless ones is repeated.
            let isPlain = name.utf8.count <= 40 && name.utf8.allSatisfy { (0x30...0x7A).contains($0) && $0 != 0x5C }
            throw .invalid(place(isPlain ? name : "a member"), "is not known here.")
        }
    }

    func place(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// Refuses members that are known elsewhere and mean nothing here.
    func refuse(_ names: String..., because reason: String) throws(SigningRefusal) {
        for name in names where value[name].map({ !$0.isNull }) ?? false { throw .invalid(place(name), reason) }
    }

    /// A text of at most so many UTF-8 bytes that people can be shown.
    func text(_ name: String, atMost limit: Int = 255) throws(SigningRefusal) -> String? {
        guard let member = value[name], !member.isNull else { return nil }
        guard let text = member.string, !text.isEmpty, text.utf8.count <= limit,
            !text.unicodeScalars.contains(where: \.isUnshowable)
        else {
            throw .invalid(
                place(name),
                "must be a text of 1 to \(limit) bytes without control characters and changes of direction."
            )
        }
        return text
    }

    func requiredText(_ name: String, atMost limit: Int = 255) throws(SigningRefusal) -> String {
        guard let text = try text(name, atMost: limit) else { throw .invalid(place(name), "is missing.") }
        return text
    }

    func integer(_ name: String, _ range: ClosedRange<Int>) throws(SigningRefusal) -> Int? {
        guard let member = value[name], !member.isNull else { return nil }
        guard let number = member.integer.flatMap({ Int(exactly: $0) }), range.contains(number) else {
            throw .invalid(place(name), "must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    func numbers(_ name: String, count: Int) throws(SigningRefusal) -> [Double] {
        guard let elements = value[name]?.elements, elements.count == count else {
            throw .invalid(place(name), "must be a list of \(count) numbers.")
        }
        let numbers = elements.compactMap { $0.number ?? $0.integer.map(Double.init) }
        guard numbers.count == count, numbers.allSatisfy({ $0.isFinite && abs($0) <= 1e6 }) else {
            throw .invalid(place(name), "must be a list of \(count) numbers.")
        }
        return numbers
    }

    func texts(_ name: String, atMost count: Int, bytes limit: Int = 255) throws(SigningRefusal) -> [String] {
        guard let member = value[name], !member.isNull else { return [] }
        guard let texts = member.strings, texts.count <= count, texts.allSatisfy({ $0.utf8.count <= limit }) else {
            throw .invalid(place(name), "must be a list of at most \(count) texts.")
        }
        return texts
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type) throws(SigningRefusal)
        -> Word?
    {
        guard let text = try text(name) else { return nil }
        guard let word = Word.allCases.first(where: { $0.rawValue.sameBytes(as: text) }) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid(place(name), "must be one of \(words).")
        }
        return word
    }

    /// Base64url without padding, or standard base64.
    func bytes(_ name: String, atMost limit: Int) throws(SigningRefusal) -> [UInt8]? {
        guard let member = value[name], !member.isNull else { return nil }
        guard let text = member.string, let bytes = Base64URL.decode(text) ?? Base64.decode(text), bytes.count <= limit
        else { throw .invalid(place(name), "must be base64 of at most \(limit) bytes.") }
        return bytes
    }

    func object(_ name: String) -> JSONValue? {
        guard let member = value[name], !member.isNull else { return nil }
        return member
    }

    func list(_ name: String, _ count: ClosedRange<Int>) throws(SigningRefusal) -> [JSONValue] {
        guard let elements = value[name]?.elements, count.contains(elements.count) else {
            throw .invalid(place(name), "must be a list of \(count.lowerBound) to \(count.upperBound) entries.")
        }
        return elements
    }
}
