/// The characters that texts on the phone may have (itsme-protocol §17).
enum Latin9 {
    /// Whether a text fits ISO 8859-15: the first 256 characters of Unicode except eight, and eight in their place.
    static func holds(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { isPrintable($0) && !replaced.contains($0) || added.contains($0) }
    }

    /// Whether a text fits ISO 8859-1, as signer roles must.
    static func holdsPlain(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isPrintable) }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0xFF: true
        default: false
        }
    }

    private static let replaced: Set<Unicode.Scalar> = ["¤", "¦", "¨", "´", "¸", "¼", "½", "¾"]
    private static let added: Set<Unicode.Scalar> = ["€", "Š", "š", "Ž", "ž", "Œ", "œ", "Ÿ"]
}
