import EIDMethod

/// A person as ETSI EN 319 412-1 names them: kind of number, country, number, such as `PNOEE-40404040009`.
struct SemanticsIdentifier: Codable, Sendable, Hashable {
    /// What kind of number it is.
    enum Kind: String, Codable, Sendable, CaseIterable {
        /// The national number.
        case nationalNumber = "PNO"
        case passport = "PAS"
        case identityCard = "IDC"
    }

    let kind: Kind
    let country: SmartIDCountry
    let number: String

    /// The identifier as it stands in certificates and addresses.
    var text: String { "\(kind.rawValue)\(country.rawValue)-\(number)" }

    init(_ kind: Kind, _ country: SmartIDCountry, _ number: String) {
        self.kind = kind
        self.country = country
        self.number = number
    }

    /// Whether a national number is not mistyped, as far as its digits tell.
    var hasFittingDigits: Bool { kind != .nationalNumber || CheckDigit.fits(number, of: country) }

    /// Reads the form of certificates.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 40, text.utf8.allSatisfy(\.isPlain), text.utf8.dropFirst(5).first == UInt8(ascii: "-"),
            let kind = Kind(rawValue: String(text.prefix(3))),
            let country = SmartIDCountry(rawValue: String(text.dropFirst(3).prefix(2)))
        else { return nil }
        let number = text.dropFirst(6)
        guard Self.isNumber(String(number), kind, country) else { return nil }
        self.init(kind, country, String(number))
    }

    /// Whether a number is one of its kind: an account's number goes on where a person's ends, and is not taken for it.
    private static func isNumber(_ number: String, _ kind: Kind, _ country: SmartIDCountry) -> Bool {
        let bytes = Array(number.utf8)
        guard kind == .nationalNumber else {
            return bytes.contains(where: \.isDigit) && bytes.allSatisfy { $0.isPlain && $0 != UInt8(ascii: "-") }
        }
        // Latvia writes its numbers with a hyphen.
        guard country == .latvia else { return bytes.count == 11 && bytes.allSatisfy(\.isDigit) }
        return bytes.count == 12
            && bytes.enumerated().allSatisfy { $0.offset == 6 ? $0.element == UInt8(ascii: "-") : $0.element.isDigit }
    }

    /// The forms of what `init` reads as a person of a country, for hints.
    static func forms(of country: SmartIDCountry) -> [LoginHintForm] {
        let (digits, plain) = (LoginHintForm.digits, LoginHintForm.digits + LoginHintForm.letters + "_")
        return Kind.allCases.map { kind in
            let start = LoginHintForm.Part.text("\(kind.rawValue)\(country.rawValue)-")
            switch (kind, country) {
            case (.nationalNumber, .latvia):
                return LoginHintForm(start, .any(of: digits, 6...6), .text("-"), .any(of: digits, 5...5))
            case (.nationalNumber, _): return LoginHintForm(start, .any(of: digits, 11...11))
            default:
                return LoginHintForm(
                    start,
                    .any(of: plain, 0...33),
                    .any(of: digits, 1...1),
                    .any(of: plain, 0...33)
                )
            }
        }
    }

    /// Reads a national number as a person types it: with its country in front unless only one is possible, and with the
    /// spaces, dots and hyphens that people write.
    init?(typed text: String, from countries: [SmartIDCountry]) {
        var rest = text.uppercased().filter { $0 != " " && $0 != "." && $0 != "-" }[...]
        if rest.hasPrefix("PNO") { rest = rest.dropFirst(3) }
        var country = countries.count == 1 ? countries.first : nil
        if let named = SmartIDCountry(rawValue: String(rest.prefix(2))) {
            country = named
            rest = rest.dropFirst(2)
        }
        guard let country, countries.contains(country), rest.utf8.count == 11, rest.utf8.allSatisfy(\.isDigit) else {
            return nil
        }
        // Latvia writes its numbers with a hyphen, in certificates too.
        let number = country == .latvia ? "\(rest.prefix(6))-\(rest.dropFirst(6))" : String(rest)
        self.init(.nationalNumber, country, number)
    }
}

extension UInt8 {
    /// Whether it is a digit in ASCII.
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
