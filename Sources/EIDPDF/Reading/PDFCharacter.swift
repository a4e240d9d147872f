/// The character classes of ISO 32000-1 §7.2.2.
enum PDFCharacter {
    static func isWhite(_ byte: UInt8) -> Bool { byte < 64 && white >> UInt64(byte) & 1 == 1 }

    static func isDelimiter(_ byte: UInt8) -> Bool {
        byte < 64 ? delimiters >> UInt64(byte) & 1 == 1 : byte < 128 && brackets >> UInt64(byte - 64) & 1 == 1
    }

    static func isRegular(_ byte: UInt8) -> Bool {
        byte < 64
            ? (white | delimiters) >> UInt64(byte) & 1 == 0 : byte >= 128 || brackets >> UInt64(byte - 64) & 1 == 0
    }

    // One bit for each byte, since every byte of a file is asked about: NUL, tab, line feed, form feed, return, space;
    private static let white: UInt64 = 1 << 0x00 | 1 << 0x09 | 1 << 0x0A | 1 << 0x0C | 1 << 0x0D | 1 << 0x20
    // % ( ) / < >
    private static let delimiters: UInt64 = 1 << 0x25 | 1 << 0x28 | 1 << 0x29 | 1 << 0x2F | 1 << 0x3C | 1 << 0x3E
    // and, counted from 64: [ ] { }
    private static let brackets: UInt64 = 1 << 0x1B | 1 << 0x1D | 1 << 0x3B | 1 << 0x3D

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func hexValue(_ byte: UInt8) -> UInt8? {
        // Comparisons: matching ranges costs a call each where nothing is optimised.
        if byte >= 0x30, byte <= 0x39 { return byte - 0x30 }
        if byte >= 0x41, byte <= 0x46 { return byte - 0x41 + 10 }
        if byte >= 0x61, byte <= 0x66 { return byte - 0x61 + 10 }
        return nil
    }
}
