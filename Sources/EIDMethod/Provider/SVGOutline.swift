/// Whether some bytes are an SVG that draws and does nothing else.
///
/// What is not known to be harmless is refused: elements outside of a list, handlers of events, references to anything but a part
/// of the drawing itself, and everything of XML that another reader could take in another way (document types, entities,
/// sections, instructions). The browser is told to run nothing and load nothing besides (`sandbox`).
struct SVGOutline {
    private var reader: XMLScanner
    private var open: [String] = []
    private var elements = 0

    static func check(_ bytes: [UInt8]) throws(MethodLogo.Refusal) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw MethodLogo.Refusal("is neither a PNG nor an SVG in UTF-8")
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0) }) else {
            throw MethodLogo.Refusal("is neither a PNG nor an SVG in UTF-8")
        }
        // Browsers read scalars and we read characters: a mark on a bracket must not make one of two things of it.
        guard
            text.allSatisfy({
                $0 == "\r\n" || $0.unicodeScalars.count == 1 || $0.unicodeScalars.first?.isASCII == false
            })
        else { throw MethodLogo.Refusal("is an SVG with combined characters") }
        var outline = SVGOutline(reader: XMLScanner(text))
        try outline.check()
    }

    private mutating func check() throws(MethodLogo.Refusal) {
        while let piece = try reader.next() {
            switch piece {
            case .text(let text):
                let isBlank = text.allSatisfy(\.isWhitespace)
                guard !open.isEmpty || isBlank else { throw MethodLogo.Refusal("is neither a PNG nor an SVG in UTF-8") }
                if open.last == "style" { try Self.checkStyle(text) }
            case .start(let name, let attributes, let isWhole):
                try begin(name, attributes)
                if !isWhole { open.append(name) }
            case .end(let name):
                guard open.popLast() == name else {
                    throw MethodLogo.Refusal("is an SVG whose elements are not nested")
                }
            }
        }
        guard open.isEmpty, elements > 0 else { throw MethodLogo.Refusal("is an SVG without an end") }
    }

    private mutating func begin(_ name: String, _ attributes: [(name: String, value: String)]) throws(MethodLogo
        .Refusal)
    {
        elements += 1
        guard open.isEmpty == (elements == 1), (name == "svg") == (elements == 1) else {
            throw MethodLogo.Refusal("is not one SVG, from svg to svg")
        }
        guard elements <= 1000, open.count < 32 else { throw MethodLogo.Refusal("is an SVG of too many parts") }
        guard open.last != "style" else { throw MethodLogo.Refusal("is an SVG with an element in its style") }
        guard Self.drawing.contains(name) else {
            throw MethodLogo.Refusal("is an SVG with <\(name.prefix(40))>; a logo is drawn of shapes alone")
        }
        if elements == 1 {
            guard attributes.contains(where: { $0.name == "xmlns" && $0.value == Self.namespace }) else {
                throw MethodLogo.Refusal("is an SVG without its name space on the first element")
            }
            guard attributes.contains(where: { $0.name == "viewBox" }) else {
                throw MethodLogo.Refusal("is an SVG without a viewBox, which cannot be made to fit")
            }
        }
        for (name, value) in attributes { try Self.checkAttribute(name, value) }
    }

    private static func checkAttribute(_ name: String, _ value: String) throws(MethodLogo.Refusal) {
        let lower = name.lowercased()
        guard !lower.hasPrefix("on") else {
            throw MethodLogo.Refusal("is an SVG with a handler of events (\(name.prefix(40)))")
        }
        if lower == "xmlns" {
            guard value == namespace else { throw MethodLogo.Refusal("is an SVG with another name space in it") }
            return
        }
        // Prefixes that are declared and not used do no harm; exporters leave them behind.
        if lower.hasPrefix("xmlns:") { return }
        guard !lower.contains(":") || ["xlink:href", "xml:space", "xml:lang"].contains(lower) else {
            throw MethodLogo.Refusal("is an SVG with \(name.prefix(40)); export it as plain SVG")
        }
        if lower == "href" || lower == "xlink:href" {
            guard value.hasPrefix("#") else { throw MethodLogo.Refusal("is an SVG that refers to something elsewhere") }
        }
        try checkStyle(value)
    }

    /// A style, or an attribute's value, which may hold the same.
    private static func checkStyle(_ text: String) throws(MethodLogo.Refusal) {
        let plain = text.lowercased().filter { !$0.isWhitespace }
        guard !plain.contains("\\"), !plain.contains("@"), !plain.contains("/*") else {
            throw MethodLogo.Refusal("is an SVG with a style that does more than colour")
        }
        for word in ["javascript:", "data:", "http:", "https:", "expression(", "image(", "image-set(", "src("]
        where plain.contains(word) {
            throw MethodLogo.Refusal("is an SVG that refers to something elsewhere")
        }
        for part in plain.components(after: "url(") {
            guard ["#", "'#", "\"#"].contains(where: { part.hasPrefix($0) }) else {
                throw MethodLogo.Refusal("is an SVG that refers to something elsewhere")
            }
        }
    }

    private static let namespace = "http://www.w3.org/2000/svg"

    private static let drawing: Set<String> = [
        "svg", "g", "defs", "symbol", "use", "title", "desc", "style", "path", "rect", "circle", "ellipse", "line",
        "polyline",
        "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern",
    ]
}

extension String {
    /// What follows each occurrence of a word, up to the next.
    fileprivate func components(after word: String) -> [Substring] {
        var found: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: word) {
            rest = rest[range.upperBound...]
            found.append(rest)
        }
        return found
    }
}
