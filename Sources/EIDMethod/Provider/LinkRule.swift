/// Which addresses may stand in a link that a person follows, into an app or elsewhere.
package enum LinkRule {
    /// Whether a link may have this address: one with a scheme that neither runs a script nor shows a page of its own making.
    ///
    /// Apps have schemes of their own, so this is a list of what is refused.
    package static func allows(_ address: String) -> Bool {
        let scheme = address.prefix { $0 != ":" }.lowercased()
        guard scheme.utf8.count < address.utf8.count, let first = scheme.utf8.first,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first),
            // Browsers drop tabs and newlines inside a scheme, so nothing but a plain one is taken.
            scheme.utf8.allSatisfy({ byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            })
        else { return false }
        return !refused.contains(scheme)
    }

    private static let refused: Set<String> = [
        // They run in the page, or show what somebody made up as a page.
        "javascript", "vbscript", "data", "blob", "about",
        // They show what lies on the person's machine or inside another address.
        "file", "filesystem", "view-source", "jar",
        // They open nothing.
        "ws", "wss",
    ]
}
