/// What stands for characters that an alphabet of western Europe does not have.
enum Transliteration {
    /// Punctuation, ligatures and letters without a decomposition.
    static let table: [Character: String] = {
        var table: [Character: String] = [
            "…": "...", "‰": "o/oo", "⁄": "/", "−": "-", "×": "x", "÷": ":", "≤": "<=", "≥": ">=", "≠": "!=", "→": "->",
            "←": "<-", "№": "No", "™": "(TM)", "€": "EUR", "Œ": "OE", "œ": "oe", "Ĳ": "IJ", "ĳ": "ij", "ẞ": "SS",
            "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ł": "l", "Ł": "L", "đ": "d",
            "Đ": "D", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ı": "i", "ĸ": "k", "ŋ": "ng", "Ŋ": "NG", "ſ": "s",
            "ŉ": "'n",
            "ŀ": "l", "Ŀ": "L", "ə": "e", "Ə": "E", "¤": "?", "¦": "|", "¨": "\"", "´": "'", "¸": ",", "¼": "1/4",
            "½": "1/2", "¾": "3/4",
        ]
        for quote in "‘’‚‛′‹›ʼ`" { table[quote] = "'" }
        for quote in "“”„‟″" { table[quote] = "\"" }
        for dash in "‐‑‒–—―" { table[dash] = "-" }
        for bullet in "•‣◦∙●▪" { table[bullet] = "*" }
        return table
    }()

    /// The letter below the marks of an accented one, composed or not.
    static func base(of character: Character) -> Character? {
        if let base = bases[character] { return base }
        let scalars = character.unicodeScalars
        guard let first = scalars.first, first.isASCII, first.properties.isAlphabetic,
            scalars.dropFirst().allSatisfy({ $0.properties.generalCategory == .nonspacingMark })
        else { return nil }
        return Character(first)
    }

    /// Every Latin letter with one mark, and vowels with two: a dictionary of characters finds the composed forms, since
    /// characters are equal when they are canonically equivalent.
    private static let bases: [Character: Character] = {
        var bases: [Character: Character] = [:]
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".unicodeScalars
        let marks: [UInt32] = [
            0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C, 0x30F, 0x311, 0x31B,
            0x323,
            0x324, 0x325, 0x326, 0x327, 0x328, 0x32D, 0x32E, 0x330, 0x331,
        ]
        let second: [UInt32] = [0x300, 0x301, 0x303, 0x309, 0x323, 0x302, 0x306, 0x304]
        for letter in letters {
            for mark in marks.compactMap(Unicode.Scalar.init) {
                bases[character(letter, mark)] = Character(letter)
                guard "AEIOUYaeiouy".unicodeScalars.contains(letter) else { continue }
                for other in second.compactMap(Unicode.Scalar.init) {
                    bases[character(letter, mark, other)] = Character(letter)
                }
            }
        }
        return bases
    }()

    private static func character(_ scalars: Unicode.Scalar...) -> Character {
        Character(String(String.UnicodeScalarView(scalars)))
    }
}
