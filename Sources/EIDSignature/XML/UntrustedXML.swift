import Foundation
import FoundationXML

/// XML from others, read so that our checks and the parser see the same characters.
///
/// Document types bring entities, and with those come bombs and files of this machine. They are looked for as ASCII, so
/// that nothing but UTF-8 may come this far.
enum UntrustedXML {
    /// Parses a whole document; what its elements are worth is for the delegate to say.
    static func parse(
        _ bytes: [UInt8],
        of source: String,
        limit: Int,
        _ delegate: any XMLParserDelegate
    ) throws(SignatureError) {
        func refusal(_ detail: String) -> SignatureError { SignatureError(.malformed, "\(source) \(detail)") }
        guard bytes.count <= limit else { throw refusal("is too large") }
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0), declaresUTF8(bytes) else {
            throw refusal("is not in UTF-8")
        }
        guard !contains("<!DOCTYPE", bytes), !contains("<!ENTITY", bytes) else {
            throw refusal("declares a document type")
        }
        let parser = XMLParser(data: Data(bytes))
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = delegate
        guard parser.parse() else { throw refusal("is no complete XML") }
    }

    /// Whether the XML declaration, if there is one, says nothing else; a parser would believe it (XML 1.0 §4.3.3).
    private static func declaresUTF8(_ bytes: [UInt8]) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        guard text.starts(with: Array("<?xml".utf8)) else { return true }
        guard let end = text.firstIndex(of: UInt8(ascii: ">")) else { return false }
        let declaration = String(decoding: text[..<end], as: UTF8.self)
        guard let word = declaration.range(of: "encoding") else { return true }
        let value = declaration[word.upperBound...].filter { !$0.isWhitespace }.lowercased()
        return value.hasPrefix("=\"utf-8\"") || value.hasPrefix("='utf-8'")
    }

    private static func contains(_ word: String, _ bytes: [UInt8]) -> Bool {
        let word = Array(word.utf8)
        return bytes.indices.contains { bytes[$0] == word[0] && bytes[$0...].starts(with: word) }
    }
}
