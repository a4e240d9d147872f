/// Text strings: PDFDocEncoding, UTF-16BE or UTF-8 by their first bytes (ISO 32000-2 §7.9.2.2).
public enum PDFText {
    /// Encodes a text: as ASCII where that is enough, else as UTF-16BE.
    public static func encode(_ text: String) -> [UInt8] {
        let ascii = Array(text.utf8)
        // A leading "\u{FE}" cannot be confused here: only printable ASCII and common white space is written plainly.
        if ascii.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) { return ascii }
        var bytes: [UInt8] = [0xFE, 0xFF]
        for unit in text.utf16 {
            bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
            bytes.append(UInt8(truncatingIfNeeded: unit))
        }
        return bytes
    }

    /// Decodes a text string; bytes without a meaning become U+FFFD.
    public static func decode(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), bigEndian: true) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), bigEndian: false) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
        return String(String.UnicodeScalarView(bytes.map(scalar)))
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var first: UInt8?
        for byte in bytes {
            if let held = first {
                units.append(bigEndian ? UInt16(held) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(held))
                first = nil
            } else {
                first = byte
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// ISO 32000-1 annex D.2, where PDFDocEncoding differs from ISO 8859-1.
    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        switch byte {
        case 0x18...0x1F: accents[Int(byte) - 0x18]
        case 0x80...0xA0: signs[Int(byte) - 0x80]
        case 0x7F, 0xAD: "\u{FFFD}"
        default: Unicode.Scalar(byte)
        }
    }

    private static let accents: [Unicode.Scalar] = [
        "\u{02D8}", "\u{02C7}", "\u{02C6}", "\u{02D9}", "\u{02DD}", "\u{02DB}", "\u{02DA}", "\u{02DC}",
    ]
    private static let signs: [Unicode.Scalar] = [
        "\u{2022}", "\u{2020}", "\u{2021}", "\u{2026}", "\u{2014}", "\u{2013}", "\u{0192}", "\u{2044}", "\u{2039}",
        "\u{203A}", "\u{2212}", "\u{2030}", "\u{201E}", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}", "\u{201A}",
        "\u{2122}", "\u{FB01}", "\u{FB02}", "\u{0141}", "\u{0152}", "\u{0160}", "\u{0178}", "\u{017D}", "\u{0131}",
        "\u{0142}", "\u{0153}", "\u{0161}", "\u{017E}", "\u{FFFD}", "\u{20AC}",
    ]
}
