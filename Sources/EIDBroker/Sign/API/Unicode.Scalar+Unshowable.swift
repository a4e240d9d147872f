extension Unicode.Scalar {
    /// Whether it has no place in a text that people are shown before they sign: control characters, separators of lines, and what
    /// turns the direction of the text around it, so that `invoice[RLO]fdp.exe` reads like the name of a PDF (UTS #55).
    var isUnshowable: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
