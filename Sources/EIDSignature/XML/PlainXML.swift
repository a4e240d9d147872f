import EIDJOSE

/// Reads plain XML, strictly: what a signature of XML is checked over must be read in one way only.
///
/// There are no document types and so no entities, no comments, processing instructions and CDATA, no characters outside
/// ASCII in names and name spaces, no `xml:` attributes, and no encoding but UTF-8. All of that is refused rather than
/// skipped: in each of them somebody has hidden something from a verifier before. Foundation's parser gives attributes
/// without order and prefixes, which canonical XML needs.
package struct PlainXML {
    private let bytes: [UInt8]
    private var place = 0
    private var count = 0

    private static let deepest = 24
    private static let mostElements = 2000
    private static let mostAttributes = 32

    /// Reads a whole document; the element that everything stands in.
    package static func parse(_ bytes: [UInt8], limit: Int) throws(SignatureError) -> PlainElement {
        guard bytes.count <= limit else { throw SignatureError(.malformed, "the XML is too large") }
        guard let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.allSatisfy(isCharacter) else {
            throw SignatureError(.malformed, "the XML is not in UTF-8, or holds characters that XML does not have")
        }
        var reader = PlainXML(bytes: bytes)
        try reader.declaration()
        reader.spaces()
        let root = try reader.element(depth: 1, in: [:])
        reader.spaces()
        guard reader.place == bytes.count else { throw reader.refusal("something stands behind the end") }
        return root
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// `<?xml version="1.0" encoding="UTF-8" standalone="no"?>`, or nothing.
    private mutating func declaration() throws(SignatureError) {
        guard take("<?xml") else { return }
        var allowed: [(String, Set<String>)] = [
            ("version", ["1.0"]), ("encoding", ["utf-8"]), ("standalone", ["yes", "no"]),
        ]
        while true {
            let hasSpace = spaces()
            if take("?>") { break }
            let (prefix, name) = try self.name()
            guard hasSpace, prefix.isEmpty, let index = allowed.firstIndex(where: { $0.0 == name }),
                allowed[index].1.contains(try value().lowercased())
            else { throw refusal("the XML declaration says something that is not read here") }
            allowed.removeFirst(index + 1)
        }
    }

    private mutating func element(depth: Int, in outer: [String: String]) throws(SignatureError) -> PlainElement {
        count += 1
        guard depth <= Self.deepest, count <= Self.mostElements else {
            throw SignatureError(.malformed, "the XML has too many elements, or too deep ones")
        }
        guard take("<") else { throw refusal("an element is missing") }
        let (prefix, name) = try self.name()
        var raw: [(prefix: String, name: String, value: String)] = []
        var scope = outer
        var isEmpty = false
        while true {
            let hasSpace = spaces()
            if take("/>") {
                isEmpty = true
                break
            }
            if take(">") { break }
            guard hasSpace, raw.count < Self.mostAttributes else { throw refusal("attributes are not written as such") }
            let (prefix, name) = try self.name()
            let value = try value()
            guard !raw.contains(where: { $0.prefix == prefix && $0.name == name }) else {
                throw refusal("an attribute stands there twice")
            }
            raw.append((prefix, name, value))
            try declare(prefix, name, value, &scope)
        }
        let attributes = try self.attributes(raw, scope)
        guard let namespace = prefix.isEmpty ? scope[""] ?? "" : scope[prefix] else {
            throw refusal("a prefix stands for nothing")
        }
        return PlainElement(
            prefix: prefix,
            name: name,
            namespace: namespace,
            attributes: attributes,
            scope: scope,
            children: isEmpty ? [] : try children(of: prefix, name, depth: depth, in: scope)
        )
    }

    /// Takes up a declaration of a name space.
    private func declare(
        _ prefix: String,
        _ name: String,
        _ value: String,
        _ scope: inout [String: String]
    ) throws(SignatureError) {
        guard prefix != "xml" else { throw refusal("attributes of XML itself are not read here") }
        let isDefault = prefix.isEmpty && name == "xmlns"
        guard isDefault || prefix == "xmlns" else { return }
        let isReserved =
            name == "xml" || !isDefault && name == "xmlns" || value == "http://www.w3.org/2000/xmlns/"
            || value == "http://www.w3.org/XML/1998/namespace"
        guard isDefault || !value.isEmpty, !isReserved, value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw refusal("a name space is declared that XML does not have")
        }
        if isDefault {
            scope[""] = value.isEmpty ? nil : value
        } else {
            scope[name] = value
        }
    }

    /// What is left once the declarations are known.
    private func attributes(
        _ raw: [(prefix: String, name: String, value: String)],
        _ scope: [String: String]
    ) throws(SignatureError) -> [PlainElement.Attribute] {
        var attributes: [PlainElement.Attribute] = []
        for item in raw where item.prefix != "xmlns" && !(item.prefix.isEmpty && item.name == "xmlns") {
            guard let namespace = item.prefix.isEmpty ? "" : scope[item.prefix] else {
                throw refusal("a prefix stands for nothing")
            }
            guard !attributes.contains(where: { $0.namespace == namespace && $0.name == item.name }) else {
                throw refusal("an attribute stands there twice")
            }
            attributes.append(
                PlainElement.Attribute(prefix: item.prefix, name: item.name, namespace: namespace, value: item.value)
            )
        }
        return attributes
    }

    private mutating func children(
        of prefix: String,
        _ name: String,
        depth: Int,
        in scope: [String: String]
    ) throws(SignatureError) -> [PlainElement.Child] {
        var children: [PlainElement.Child] = []
        while true {
            let text = try self.text()
            if !text.isEmpty { children.append(.text(text)) }
            if take("</") {
                guard try self.name() == (prefix, name) else { throw refusal("an element ends that did not begin") }
                spaces()
                guard take(">") else { throw refusal("an element does not end") }
                return children
            }
            guard byte(at: place + 1) != UInt8(ascii: "!"), byte(at: place + 1) != UInt8(ascii: "?") else {
                throw SignatureError(.unsupported, "the XML holds a comment, CDATA, an instruction or a document type")
            }
            children.append(.element(try element(depth: depth + 1, in: scope)))
        }
    }
}

/// Characters, names and values.
extension PlainXML {
    /// Text up to the next tag, as XML reads it: line ends are line feeds (XML 1.0 §2.11).
    private mutating func text() throws(SignatureError) -> String {
        var output: [UInt8] = []
        while let byte = byte(at: place), byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                output += try reference()
                continue
            }
            place += 1
            if byte == UInt8(ascii: "\r") {
                if self.byte(at: place) != UInt8(ascii: "\n") { output.append(UInt8(ascii: "\n")) }
                continue
            }
            if byte == UInt8(ascii: ">"), output.suffix(2).elementsEqual(Array("]]".utf8)) {
                throw refusal("text ends a section that did not begin")
            }
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// `= "value"`, with layout as single spaces (XML 1.0 §3.3.3).
    private mutating func value() throws(SignatureError) -> String {
        spaces()
        guard take("=") else { throw refusal("an attribute has no value") }
        spaces()
        guard let quote = byte(at: place), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw refusal("a value stands in no quotes")
        }
        place += 1
        var output: [UInt8] = []
        while let byte = byte(at: place), byte != quote {
            switch byte {
            case UInt8(ascii: "<"): throw refusal("a value holds a tag")
            case UInt8(ascii: "&"): output += try reference()
            case UInt8(ascii: "\r") where self.byte(at: place + 1) == UInt8(ascii: "\n"): place += 1
            case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                output.append(UInt8(ascii: " "))
                place += 1
            default:
                output.append(byte)
                place += 1
            }
        }
        guard byte(at: place) == quote else { throw refusal("a value does not end") }
        place += 1
        return String(decoding: output, as: UTF8.self)
    }

    /// `&amp;` and its like, and characters by their numbers.
    private mutating func reference() throws(SignatureError) -> [UInt8] {
        let rest = bytes[place...].prefix(12)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { throw refusal("an entity is not known") }
        let name = String(decoding: rest[(place + 1)..<end], as: UTF8.self)
        place = end + 1
        switch name {
        case "amp": return [UInt8(ascii: "&")]
        case "lt": return [UInt8(ascii: "<")]
        case "gt": return [UInt8(ascii: ">")]
        case "quot": return [UInt8(ascii: "\"")]
        case "apos": return [UInt8(ascii: "'")]
        default:
            let isHexadecimal = name.hasPrefix("#x")
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            guard name.hasPrefix("#"), digits.utf8.allSatisfy({ Self.isDigit($0, isHexadecimal) }),
                let number = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(number),
                Self.isCharacter(scalar)
            else { throw refusal("an entity is not known") }
            return Array(String(Character(scalar)).utf8)
        }
    }

    /// A name with or without a prefix.
    private mutating func name() throws(SignatureError) -> (prefix: String, name: String) {
        let first = try part()
        return take(":") ? (first, try part()) : ("", first)
    }

    private mutating func part() throws(SignatureError) -> String {
        let start = place
        while let byte = byte(at: place), Self.isName(byte, isFirst: place == start) { place += 1 }
        guard place > start, place - start <= 128 else { throw refusal("a name is missing, or is no ASCII") }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    @discardableResult
    private mutating func spaces() -> Bool {
        let start = place
        while let byte = byte(at: place), Self.isSpace(byte) { place += 1 }
        return place > start
    }

    private mutating func take(_ text: String) -> Bool {
        guard bytes[place...].starts(with: text.utf8) else { return false }
        place += text.utf8.count
        return true
    }

    private func byte(at place: Int) -> UInt8? { bytes.indices.contains(place) ? bytes[place] : nil }

    private func refusal(_ detail: String) -> SignatureError { SignatureError(.malformed, "the XML: \(detail)") }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func isDigit(_ byte: UInt8, _ isHexadecimal: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): isHexadecimal
        default: false
        }
    }

    private static func isName(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): !isFirst
        default: false
        }
    }

    /// XML 1.0 §2.2.
    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
