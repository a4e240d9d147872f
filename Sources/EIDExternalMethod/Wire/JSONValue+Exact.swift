import EIDJOSE
import EIDJSON
import FoundationEssentials

/// Reading with nothing left over: a member that nobody knows would be believed to have an effect.
extension JSONValue {
    /// Expects an object with no other members than these.
    func requireOnly(_ names: Set<String>) throws(JSONError) {
        guard let members else { throw JSONError(.wrongType, at: path, "must be an object") }
        for (name, _) in members where !names.contains(name) {
            throw JSONError(
                .outOfRange,
                at: path,
                "has the member \"\(Self.shown(name))\", which the protocol does not know"
            )
        }
    }

    private static let shownCharacters = 40

    /// A name that somebody else chose, short enough for a log and without what could steer one.
    private static func shown(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.prefix(shownCharacters).map { (" "..."~").contains($0) ? $0 : "?" }
            )
        )
    }

    /// The one member of an object that has one, as tagged choices are written.
    func requireChoice() throws(JSONError) -> (name: String, value: JSONValue) {
        guard let members, members.count == 1, let member = members.first else {
            throw JSONError(.wrongType, at: path, "must be an object with one member")
        }
        return member
    }

    /// A text of at most so many bytes.
    func requireText(_ name: String, upTo limit: Int) throws(JSONError) -> String {
        let text = try requireString(name)
        guard text.utf8.count <= limit else { throw JSONError(.tooLarge, at: path(to: name), "is too long") }
        return text
    }

    /// A text of at most so many bytes, if there is one.
    func optionalText(_ name: String, upTo limit: Int) throws(JSONError) -> String? {
        self[name] == nil ? nil : try requireText(name, upTo: limit)
    }

    /// A URL of any kind, at most 16 KiB long.
    func requireURL(_ name: String) throws(JSONError) -> URL {
        guard let url = URL(string: try requireText(name, upTo: WireLimit.url.most)) else {
            throw JSONError(.outOfRange, at: path(to: name), "is not a URL")
        }
        return url
    }

    /// An integer of a range.
    func requireInteger(_ name: String, in range: ClosedRange<Int64>) throws(JSONError) -> Int {
        let number = try requireInteger(name)
        guard range.contains(number) else {
            throw JSONError(.outOfRange, at: path(to: name), "must be \(range.lowerBound) to \(range.upperBound)")
        }
        return Int(number)
    }

    /// Bytes in base64 with its padding, of this very value.
    func bytes(upTo limit: Int) throws(JSONError) -> [UInt8] {
        guard let bytes = string.flatMap({ Base64.decode($0) }) else {
            throw JSONError(.wrongType, at: path, "is not base64")
        }
        guard bytes.count <= limit else { throw JSONError(.tooLarge, at: path, "is too long") }
        return bytes
    }

    /// Bytes in base64 with its padding.
    func requireBytes(_ name: String, upTo limit: Int) throws(JSONError) -> [UInt8] {
        try require(name).bytes(upTo: limit)
    }

    /// Bytes in base64, if there are any.
    func optionalBytes(_ name: String, upTo limit: Int) throws(JSONError) -> [UInt8]? {
        self[name] == nil ? nil : try requireBytes(name, upTo: limit)
    }

    /// One of the words of an enumeration.
    func requireWord<Word: RawRepresentable<String>>(_ name: String) throws(JSONError) -> Word {
        guard let word = Word(rawValue: try requireString(name)) else {
            throw JSONError(.outOfRange, at: path(to: name), "is a word that the protocol does not know")
        }
        return word
    }

    /// One of the words of an enumeration, if there is one.
    func optionalWord<Word: RawRepresentable<String>>(_ name: String) throws(JSONError) -> Word? {
        self[name] == nil ? nil : try requireWord(name)
    }

    /// Words of an enumeration, each once.
    func requireWords<Word: RawRepresentable<String> & Hashable>(_ name: String) throws(JSONError) -> Set<Word> {
        let texts = try requireStrings(name)
        let words = Set(texts.compactMap { Word(rawValue: $0) })
        guard words.count == texts.count else {
            throw JSONError(.outOfRange, at: path(to: name), "has a word twice or one that the protocol does not know")
        }
        return words
    }

    /// What each element of an array stands for.
    func requireEach<Element>(
        _ name: String,
        upTo limit: Int,
        _ read: (JSONValue) throws(JSONError) -> Element
    ) throws(JSONError) -> [Element] {
        let elements = try requireArray(name)
        guard elements.count <= limit else { throw JSONError(.tooLarge, at: path(to: name), "has too many elements") }
        var result: [Element] = []
        for element in elements { result.append(try read(element)) }
        return result
    }
}

extension JSON {
    /// Bytes in base64 with its padding.
    static func bytes(_ bytes: some Collection<UInt8>) -> JSON { .string(Base64.encode(bytes)) }

    /// An object without the members that are absent.
    static func present(_ members: [(name: String, value: JSON?)]) -> JSON {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }
}

extension Optional where Wrapped == String {
    /// The text, if there is one.
    var wire: JSON? { map { .string($0) } }
}
