/// Fits text to an alphabet of one byte per character, which is all that itsme shows.
struct ItsmeText: Sendable {
    /// ISO 8859-15, of descriptions.
    static let latin9 = ItsmeText(replacing: "¤¦¨´¸¼½¾", with: "€ŠšŽžŒœŸ")
    /// ISO 8859-1, of signer roles.
    static let latin1 = ItsmeText(replacing: "", with: "")

    /// Each character by itself; equality of characters is canonical equivalence, so that a decomposed one is found too.
    private let alphabet: [Character: Character]

    private init(replacing absent: String, with added: String) {
        let scalars = (0x20...0x7E as ClosedRange<UInt8>).map { $0 } + (0xA0...0xFF as ClosedRange<UInt8>).map { $0 }
        let characters = scalars.map { Character(Unicode.Scalar($0)) }.filter { !absent.contains($0) } + Array(added)
        alphabet = Dictionary(characters.map { ($0, $0) }) { first, _ in first }
    }

    /// Whether every character is in the alphabet.
    func covers(_ text: String) -> Bool { text.allSatisfy { alphabet[$0] != nil } }

    /// The text in the alphabet, composed, with spaces for line breaks; `nil` when a character is not in it.
    func exact(_ text: String) -> String? {
        let line = Self.line(text)
        var fitted = ""
        for character in line {
            guard let known = alphabet[character] else { return nil }
            fitted.append(known)
        }
        return fitted
    }

    /// The text with what looks most like it in the place of what is not in the alphabet, and `?` where nothing does.
    func transliterated(_ text: String) -> String {
        Self.line(text).map { substitute(for: $0) }.joined()
    }

    private func substitute(for character: Character) -> String {
        if let known = alphabet[character] { return String(known) }
        if let replacement = Transliteration.table[character] { return exact(replacement) ?? "?" }
        if let base = Transliteration.base(of: character) { return String(base) }
        // Joiners, variation selectors and direction marks show nothing by themselves.
        let isInvisible = character.unicodeScalars.allSatisfy {
            $0.properties.isDefaultIgnorableCodePoint || $0.properties.generalCategory == .format
        }
        return isInvisible ? "" : "?"
    }

    /// The text on one line: control characters and line breaks are spaces, and no two spaces stand together.
    private static func line(_ text: String) -> String {
        var line = ""
        for character in text {
            let isSpace =
                character.isWhitespace
                || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
            if !isSpace { line.append(character) } else if !line.isEmpty, line.last != " " { line.append(" ") }
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
