/// Reads the plainest XML, piece by piece: elements, attributes and text.
///
/// Anything else is refused, so that there is nothing for another reader to understand in another way.
struct XMLScanner {
    /// A piece of the document.
    enum Piece {
        case text(String)
        case start(String, [(name: String, value: String)], isWhole: Bool)
        case end(String)
    }

    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
        if rest.hasPrefix("\u{FEFF}") { rest.removeFirst() }
        // The declaration; a document in UTF-8 needs none.
        if rest.hasPrefix("<?xml "), let end = rest.firstRange(of: "?>") { rest = rest[end.upperBound...] }
    }

    /// The next piece; `nil` at the end.
    mutating func next() throws(MethodLogo.Refusal) -> Piece? {
        while rest.hasPrefix("<!--") {
            guard let end = rest.dropFirst(4).firstRange(of: "-->") else { throw Self.broken }
            rest = rest[end.upperBound...]
        }
        guard let first = rest.first else { return nil }
        guard first == "<" else {
            let text = rest.prefix { $0 != "<" }
            rest = rest[text.endIndex...]
            return .text(try Self.plain(text, whole: false))
        }
        rest.removeFirst()
        if rest.first == "/" {
            rest.removeFirst()
            let name = try name()
            skipSpace()
            try expect(">")
            return .end(name)
        }
        guard rest.first != "!", rest.first != "?" else {
            throw MethodLogo.Refusal("is an SVG with a document type, a section or an instruction")
        }
        let name = try name()
        var attributes: [(name: String, value: String)] = []
        while true {
            let hadSpace = skipSpace()
            if rest.first == ">" {
                rest.removeFirst()
                return .start(name, attributes, isWhole: false)
            }
            if rest.hasPrefix("/>") {
                rest.removeFirst(2)
                return .start(name, attributes, isWhole: true)
            }
            guard hadSpace, attributes.count < 64 else { throw Self.broken }
            let attribute = try attribute()
            guard !attributes.contains(where: { $0.name == attribute.name }) else { throw Self.broken }
            attributes.append(attribute)
        }
    }

    private mutating func attribute() throws(MethodLogo.Refusal) -> (name: String, value: String) {
        let name = try name()
        skipSpace()
        try expect("=")
        skipSpace()
        guard let quote = rest.first, quote == "\"" || quote == "'" else { throw Self.broken }
        rest.removeFirst()
        let value = rest.prefix { $0 != quote && $0 != "<" }
        rest = rest[value.endIndex...]
        try expect(quote)
        return (name, try Self.plain(value, whole: true))
    }

    private mutating func name() throws(MethodLogo.Refusal) -> String {
        let name = rest.prefix {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ":" || $0 == ".")
        }
        guard let first = name.first, first.isLetter || first == "_" else { throw Self.broken }
        rest = rest[name.endIndex...]
        return String(name)
    }

    @discardableResult
    private mutating func skipSpace() -> Bool {
        let space = rest.prefix(while: \.isWhitespace)
        rest = rest[space.endIndex...]
        return !space.isEmpty
    }

    private mutating func expect(_ character: Character) throws(MethodLogo.Refusal) {
        guard rest.first == character else { throw Self.broken }
        rest.removeFirst()
    }

    /// Text without references; in what people read, the five that XML has by itself are taken as they stand.
    private static func plain(_ text: Substring, whole: Bool) throws(MethodLogo.Refusal) -> String {
        var left = text
        while let mark = left.firstIndex(of: "&") {
            let word = left[mark...].prefix(6)
            guard !whole, ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"].contains(where: { word.hasPrefix($0) }) else {
                throw MethodLogo.Refusal("is an SVG with references to characters")
            }
            left = left[left.index(after: mark)...]
        }
        return String(text)
    }

    private static let broken = MethodLogo.Refusal("is an SVG that is not well-formed")
}
