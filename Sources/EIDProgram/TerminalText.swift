import EIDJSON

/// Text of documents and of others, as a terminal may be given it.
enum TerminalText {
    /// The text with a blank for everything that steers a terminal, ends its line or turns the order of its characters.
    static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { steers($0) ? " " : $0 }))
    }

    /// Lines of a report, none of which reaches further than to its own end.
    static func lines(_ lines: [String]) -> String { lines.map(printable).joined(separator: "\n") }

    /// A report for programs: the same text, with an escape for everything that steers a terminal.
    static func json(_ json: JSON) -> String {
        // Such characters stand in strings only, where JSON lets any be written so.
        json.text.unicodeScalars.reduce(into: "") { text, scalar in
            guard steers(scalar) else { return text.unicodeScalars.append(scalar) }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
