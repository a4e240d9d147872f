/// Where a person's eID may come from, as far as a request and a browser tell.
package enum CountryHint {
    /// A country (ISO 3166-1 alpha-2, in capitals), or `nil` for anything else.
    package static func country(_ text: some StringProtocol) -> String? {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) && $0 > 0x40 }) else {
            return nil
        }
        return text.uppercased()
    }

    /// The region of a BCP 47 tag such as `nl-BE` or `zh-Hant-TW`, if it names one.
    package static func region(ofTag tag: some StringProtocol) -> String? {
        let subtags = tag.split(separator: "-", omittingEmptySubsequences: false)
        guard let language = subtags.first, language.utf8.count > 1 else { return nil }
        for subtag in subtags.dropFirst() {
            // What follows a single character is an extension, which names no region (RFC 5646 §2.2.6).
            guard subtag.utf8.count > 1 else { return nil }
            if let country = country(subtag) { return country }
        }
        return nil
    }

    /// Each country once, in order.
    package static func distinct(_ countries: [String]) -> [String] {
        var seen: Set<String> = []
        return countries.filter { seen.insert($0).inserted }
    }
}
