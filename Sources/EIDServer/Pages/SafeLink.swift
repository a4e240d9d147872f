/// Addresses that may stand in a link or a form.
enum SafeLink {
    /// The address, unless its scheme would run a script or show a page of its own making.
    ///
    /// App links have schemes of their own, so this is a list of what is refused.
    static func checked(_ address: String) -> String? {
        let scheme = address.prefix { $0 != ":" }.lowercased()
        guard scheme.utf8.count < address.utf8.count, let first = scheme.utf8.first,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first),
            // Browsers drop tabs and newlines inside a scheme, so nothing but a plain one is taken.
            scheme.utf8.allSatisfy({ byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            }),
            !refused.contains(scheme)
        else { return nil }
        return address
    }

    private static let refused: Set<String> = ["javascript", "data", "vbscript", "blob", "filesystem", "about", "file"]
}
